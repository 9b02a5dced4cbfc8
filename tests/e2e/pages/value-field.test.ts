import { expect, test, type Browser } from '@playwright/test';
import { acquireBrowser } from '../../../verifier/shared-browser.ts';
import { portalNames } from '../../auth/portal/names.ts';
import { Pace } from '../../auth/portal/pace.ts';
import { ValueField } from '../../auth/portal/value-field.ts';
import { PageWatch } from '../../auth/portal/watch.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = (await acquireBrowser())!.browser;
});
test.afterAll(() => browser.close());

const VALUE = 'q7Zt0pLm3XvB9aKd2RfH';

/** How a page shows a new value; `copy()` fills the clipboard. */
const SHOWN: Readonly<Record<string, string>> = {
  'in a field of a pop-up that has the name of the field': `<div role="dialog" aria-label="API key"><h2>API key</h2>
    <label>API key <input readonly value="${VALUE}"></label><button onclick="copy()">Copy</button></div>`,
  'in a field that hides it until an eye is pressed, beside a picture': `<p><label>API key <input type="password" readonly value="${VALUE}"></label>
    <button><svg class="icon-eye"></svg></button></p><button onclick="copy()"><svg></svg></button>`,
  'in an element without a role that has the name': `<p><span aria-label="API key">${VALUE}</span> <button onclick="copy()">Copy</button></p>`,
  'among the words of a message': `<div role="status"><span>Created 2026-11-28T10:00:00.000Z. Your key is ${VALUE}.</span>
    <button onclick="copy()">Copy</button></div>`,
};

for (const [where, html] of Object.entries(SHOWN)) {
  test(`a new value is read and copied ${where}`, async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<main></main>' }));
    await page.goto('http://127.0.0.1/');
    const field = new ValueField(page, portalNames(), new PageWatch(page, new Pace()));
    const draw = (part: string) => page.locator('main').evaluate((main, inner) => (main.innerHTML = inner), part);
    await page.evaluate(`globalThis.copy = () => navigator.clipboard.writeText('${VALUE}')`);
    const list = `<ul><li>theirs <i>abcd1234efgh5678ijkl</i> <button onclick="document.title = 'pressed'"></button></li></ul>`;
    await draw(list);
    await field.begin();
    await draw(html + list);
    expect(await field.read()).toBe(VALUE);
    expect(await field.copied()).toBe(VALUE);
    expect(await page.title()).toBe('');
    await context.close();
  });
}

test('a pop-up with the name of the field, and nothing in it yet, holds no value', async () => {
  const page = await browser.newPage();
  const field = new ValueField(page, portalNames(), new PageWatch(page, new Pace()));
  await page.setContent('<div role="dialog" aria-label="API key">API key <button>Generate</button></div>');
  expect(await field.peek()).toBe('');
  await page.close();
});

test('a number in a message that does not speak of a key is no value', async () => {
  const page = await browser.newPage();
  const field = new ValueField(page, portalNames(), new PageWatch(page, new Pace()), 100);
  await field.begin();
  await page.setContent(`<p role="status">Something went wrong (request ${VALUE})</p>`);
  await expect(field.read()).rejects.toThrow(/stayed empty/);
  await page.close();
});
