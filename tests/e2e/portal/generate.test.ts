import { expect, test } from '../../unit/browser-fixture.ts';
import { statusWith } from './api.ts';
import { ADMIN, generateKey, record, signedInAtApiKeys, signIn, toApiKeys, valueField } from './steps.ts';

test('KEY-01 a key that is generated as the vendor describes works', async ({ page, mock }) => {
  await signedInAtApiKeys(page);
  expect(await statusWith(mock, await generateKey(page, 'Backup reports'))).toBe(200);
});

test('KEY-02 KEY-15 each generated value is another, of one length and alphabet', async ({ page }) => {
  await signIn(page, ADMIN);
  const values = new Set<string>();
  for (const name of ['one', 'two', 'three']) {
    await toApiKeys(page);
    values.add(await generateKey(page, name));
  }
  expect(values.size).toBe(3);
  expect([...values].filter((value) => !/^[A-Za-z0-9]{40}$/.test(value))).toEqual([]);
});

test('KEY-03 the copy icon puts the value on the clipboard, and says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signedInAtApiKeys(page);
  const value = await generateKey(page, 'ci');
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('Copied to the clipboard.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(value);
});

test('KEY-03 the value can be copied without the clipboard permission', async ({ page, context }) => {
  await context.grantPermissions([]);
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await signedInAtApiKeys(page);
  const value = await generateKey(page, 'ci');
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText(/Copied to the clipboard|Press Ctrl/)).toBeVisible();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(value);
});

test('An empty, blank, invisible, reversing, over-long or taken name is rejected in words, and what was typed stays', async ({
  page,
  mock,
}) => {
  const before = mock.state.keys.list('northwind').length;
  await signedInAtApiKeys(page);
  await page.getByRole('button', { name: 'Add API key' }).click();
  const name = page.getByRole('textbox', { name: 'API key name' });
  for (const [typed, why] of [
    ['', 'Give the API key a name.'],
    ['   ', 'Give the API key a name.'],
    ['x'.repeat(256), 'An API key name has at most 100 characters; this one has 256. Shorten it.'],
    ['\u200b\u2060', 'Nothing of this API key name can be seen. Give it letters or digits.'],
    ['abc\u202edef', 'An API key name has no line breaks or other control characters; remove them.'],
    ['DEMO: active ', 'There is an API key named “DEMO: active” already. Choose another name.'],
    ['Demo:  act\u200bive', 'There is an API key named “Demo:  act\u200bive” already. Choose another name.'],
  ] as const) {
    await name.fill(typed);
    await page.getByRole('button', { name: 'Generate' }).click();
    await expect(page.getByRole('alert')).toHaveText(why);
    await expect(name).toHaveValue(typed);
    await expect(name).toHaveAccessibleDescription(new RegExp(why.slice(0, 20)));
    await expect(valueField(page)).toHaveValue('');
  }
  expect(mock.state.keys.list('northwind')).toHaveLength(before);
});

test('A name is text: HTML, quotes and other scripts are shown as they were typed', async ({ page }) => {
  const name = `"><img src=x onerror="document.title='run'"> & Häfen 東京 'a'`;
  await signedInAtApiKeys(page);
  await generateKey(page, name);
  await expect(page.getByRole('textbox', { name: 'API key name' })).toHaveValue(name);
  await toApiKeys(page);
  await record(page, name)
    .getByRole('button', { name: `Revoke ${name}` })
    .click();
  await expect(page.getByRole('dialog')).toContainText(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(page.getByRole('status')).toContainText(name);
  await expect(page.locator('img')).toHaveCount(0);
  await expect(page).not.toHaveTitle('run');
});

test('A double click on Generate makes one key, and its value is shown', async ({ page, mock }) => {
  await signedInAtApiKeys(page);
  await page.getByRole('button', { name: 'Add API key' }).click();
  await page.getByRole('textbox', { name: 'API key name' }).fill('twice');
  await page.getByRole('button', { name: 'Generate' }).dblclick();
  await expect(valueField(page)).toHaveValue(/^[A-Za-z0-9]{40}$/);
  expect(mock.state.keys.list('northwind').filter(({ name }) => name === 'twice')).toHaveLength(1);
});
