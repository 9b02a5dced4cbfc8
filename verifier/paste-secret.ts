import type { Locator, Page } from '@playwright/test';
import type { Secrets } from './secrets.ts';

/**
 * Enters a secret into a field without `fill`: the test runner writes the argument of `fill` into the title of a step, and so
 * into every report that lists steps. It does not do so with the arguments of a script in the page.
 */
export async function pasteUnseen(field: Locator, secret: string): Promise<void> {
  // Waits until the field can be edited, then empties and focuses it.
  await field.fill('');
  await field.evaluate((element, text) => element.ownerDocument.execCommand('insertText', false, text), secret);
}

/** Opens an address of the portal that may hold a secret: `goto` would write it into the title of a step, too. */
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
