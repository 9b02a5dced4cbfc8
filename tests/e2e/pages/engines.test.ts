import { expect, test } from '@playwright/test';
import { acquireBrowser } from '../../../verifier/shared-browser.ts';
import { newSession } from '../../auth/portal/browser-of.ts';
import { enginesAreReady, registerEngine } from '../../auth/portal/engines.ts';

test('a selector that is registered while a session is being closed can be used in the next one', async () => {
  const { browser } = (await acquireBrowser())!;
  const closing = await browser.newContext();
  const closed = closing.close();
  registerEngine('mitp-test', {
    content: '({ query: (root) => root.querySelector("p"), queryAll: (root) => [...root.querySelectorAll("p")] })',
  });
  await Promise.all([closed, enginesAreReady()]);
  const page = await (await newSession(browser)).newPage();
  await page.setContent('<p>one</p><p>two</p>');
  expect(await page.locator('mitp-test=any').count()).toBe(2);
  await browser.close();
});
