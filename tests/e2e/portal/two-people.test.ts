import type { Browser } from '@playwright/test';

import type { Mock } from '../../../mocks/index.ts';
import { expect, test } from '../../unit/browser-fixture.ts';
import { statusWith } from './api.ts';
import { confirmed, record, signedInAtApiKeys, valueField } from './steps.ts';

/** An administrator with a browser of their own, at the API Keys tab. */
async function administrator(browser: Browser, mock: Mock) {
  const page = await (await browser.newContext({ baseURL: mock.url })).newPage();
  await signedInAtApiKeys(page);
  return page;
}

test('Two people revoke one key: the second is told that it was revoked already', async ({ browser, mock }) => {
  const [a, b] = await Promise.all([administrator(browser, mock), administrator(browser, mock)]);
  for (const page of [a, b]) await record(page, 'Demo: active').getByRole('button', { name: 'Revoke' }).click();
  for (const page of [a, b])
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(a.getByRole('status')).toHaveText(/is revoked/);
  await expect(b.getByRole('status')).toHaveText(/was revoked already/);
  expect(await statusWith(mock, mock.keys.active)).toBe(401);
});

test('One person deletes what another is about to revoke or delete: the other is told', async ({ browser, mock }) => {
  const [a, b] = await Promise.all([administrator(browser, mock), administrator(browser, mock)]);
  for (const [name, action] of [
    ['Demo: active', 'Revoke'],
    ['Demo: sibling', 'Delete'],
  ] as const) {
    await record(b, name).getByRole('button', { name: action }).click();
    await confirmed(a, name, 'Delete');
    await b.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
    await expect(b.getByRole('alert')).toHaveText(/does not exist any more/);
    await expect(record(b, name)).toHaveCount(0);
  }
});

test('KEY-10 two people regenerate one key: the first value lives, the second person is told', async ({
  browser,
  mock,
}) => {
  const [a, b] = await Promise.all([administrator(browser, mock), administrator(browser, mock)]);
  for (const page of [a, b]) await record(page, 'Demo: revoked').getByRole('button', { name: 'Regenerate' }).click();
  await expect(b.getByRole('alert')).toHaveText(/somebody has regenerated it/);
  await expect(valueField(b)).toHaveCount(0);
  expect(await statusWith(mock, await valueField(a).inputValue())).toBe(200);
});

test('One browser with two tabs: both act, and the later sees what the earlier did', async ({ browser, mock }) => {
  const first = await administrator(browser, mock);
  const second = await first.context().newPage();
  await second.goto('/portal/account/api-keys');
  await confirmed(first, 'Demo: active', 'Revoke');
  await confirmed(second, 'Demo: sibling', 'Delete');
  await expect(record(second, 'Demo: active')).toContainText('Revoked');
});
