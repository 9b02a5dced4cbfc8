import type { Locator } from '@playwright/test';

/**
 * Enters a secret into a field without `fill`: the test runner writes the argument of `fill` into the title of a step, and so
 * into every report that lists steps. It does not do so with the arguments of a script in the page.
 */
export async function pasteUnseen(field: Locator, secret: string): Promise<void> {
  // Waits until the field can be edited, then empties and focuses it.
  await field.fill('');
  await field.evaluate((element, text) => element.ownerDocument.execCommand('insertText', false, text), secret);
}
