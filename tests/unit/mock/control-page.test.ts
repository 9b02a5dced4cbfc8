import { expect, test } from '../browser-fixture.ts';
import { send, query } from './send.ts';
import { SLOW } from '../slow.ts';

test('The control page says what an app just sent and why it was rejected', SLOW, async ({ page, mock }) => {
  await page.goto('/__mock');
  await expect(page.getByText('No request yet. Point a client at the API.')).toBeVisible();
  await send(
    mock,
    `/clients${query({ queryFilters: { field: 'clientName', predicate: 'equal', condition: '<b>x</b>' } })}`,
  );
  const row = page.getByRole('row', { name: /clientName/ });
  await expect(row).toContainText('400');
  await expect(row).toContainText('There is no field "clientName". Use one of: id, name');
  await expect(row).toContainText('Demo: active, Northwind Managed IT');
  await expect(row).toContainText('<b>x</b>');
  await send(mock, '/users', { headers: { 'mitp-api-key': mock.keys.revoked } });
  await expect(page.getByRole('row', { name: /\/users/ })).toContainText('Demo: revoked (revoked)');
  await page.getByRole('combobox', { name: 'Show' }).selectOption('401 key');
  await expect(row).toHaveCount(0);
  await expect(page.getByRole('row', { name: /\/users/ })).toBeVisible();
});

test('The control page moves the clock, refills quotas, revokes and makes keys', async ({ page, mock }) => {
  await page.goto('/__mock');
  const card = page.getByRole('article', { name: 'Northwind Managed IT' });
  await send(mock, '/users');
  await expect(card).toContainText('49 of 50 left');
  await page.getByRole('button', { name: 'Refill the quota of Northwind Managed IT' }).click();
  await expect(card).toContainText('50 of 50 left');
  await page.getByRole('button', { name: 'Freeze' }).click();
  await expect(page.getByText('frozen')).toBeVisible();
  const before = mock.state.clock.now();
  await page.getByRole('button', { name: '+1 min' }).click();
  await expect(page.getByRole('status')).toHaveText('The clock went on by a minute.');
  expect(mock.state.clock.now() - before).toBe(60_000);
  await page.getByRole('button', { name: 'Revoke Demo: active' }).click();
  await expect(page.getByRole('status')).toHaveText('Demo: active is revoked.');
  expect((await send(mock, '/users')).status).toBe(401);
  await page.getByRole('button', { name: 'New key for Northwind Managed IT' }).click();
  await expect(page.getByRole('status')).toContainText(/shown this once: \w{40}$/);
});

test('The control page folds its faults by class, finds one by its clause and switches it', async ({ page, mock }) => {
  await page.goto('/__mock');
  await expect(page.locator('summary', { hasText: 'paging' })).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  const find = page.getByRole('searchbox', { name: 'Find a fault' });
  await find.fill('nothing of the kind');
  await expect(page.getByText('No fault has “nothing of the kind”')).toBeVisible();
  await find.fill('page-zero-based-one');
  await page.getByRole('checkbox', { name: /page-zero-based-one/ }).check();
  await expect(page.getByRole('heading', { name: /Faults \(1 of/ })).toBeVisible();
  expect(mock.state.faults.active()).toEqual(['page-zero-based-one-operation']);
  const icon = await page.request.get((await page.locator('link[rel=icon]').getAttribute('href')) ?? '');
  expect(icon.headers()['content-type']).toContain('image/svg+xml');
});
