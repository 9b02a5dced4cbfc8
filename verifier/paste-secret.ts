import type { Locator, Page } from '@playwright/test';
import type { Secrets } from './secrets.ts';

/**
 * Types a secret into a field, as if it were pasted. The test runner writes what `fill` is given into the title of a
 * step, and so into every report that lists steps; what a script in the page is given it does not.
 */
export async function pasteUnseen(field: Locator, secret: string): Promise<void> {
  // Waits until the field can be edited, empties and focuses it.
  await field.fill('');
  await field.evaluate((element, text) => element.ownerDocument.execCommand('insertText', false, text), secret);
}

/** Goes to an address of the portal, which may hold a secret: `goto` would write that into the title of a step, too. */
export async function goUnseen(page: Page, url: string, secrets: Secrets): Promise<void> {
  if (secrets.hide(url) === url) return void (await page.goto(url));
  const session = await page.context().newCDPSession(page);
  const go = async () => {
    const { errorText } = await session.send('Page.navigate', { url });
    if (errorText) throw new Error(`the page did not come: ${errorText}`);
  };
  await Promise.all([page.waitForEvent('load'), go()]);
  await session.detach();
}
