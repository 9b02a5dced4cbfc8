import { expect, test } from '../browser-fixture.ts';
import { startMock, type Fault, type Mock } from '../../../mocks/index.ts';
import { send } from './send.ts';

/** Each way in which a request is rejected or loses its effect, how to get there, and what the journal says of it. */
const WAYS: readonly [what: string, go: (mock: Mock) => Promise<unknown>, why: RegExp][] = [
  ['missing', (mock) => send(mock, '/users', { headers: {} }), /No key came: the header mitp-api-key is missing/],
  [
    'unknown',
    (mock) => send(mock, '/users', { headers: { 'mitp-api-key': 'x'.repeat(40) } }),
    /never was a key of this mock/,
  ],
  [
    'revoked',
    (mock) => send(mock, '/users', { headers: { 'mitp-api-key': mock.keys.revoked } }),
    /key "Demo: revoked" was revoked at \d{4}/,
  ],
  [
    'deleted',
    (mock) => send(mock, '/users', { headers: { 'mitp-api-key': mock.keys.deleted } }),
    /key "Demo: deleted" was deleted at \d{4}/,
  ],
  ['replaced', (mock) => replaced(mock), /old value of the key "app", which got a new one at/],
  [
    'misplaced',
    (mock) => send(mock, `/users?api_key=${mock.keys.active}`, { headers: {} }),
    /A key came as query api_key; only the header/,
  ],
  [
    'malformed',
    (mock) => send(mock, '/users', { headers: { 'mitp-api-key': `Bearer ${mock.keys.active}` } }),
    /holds more than one key value: the key "Demo: active" is in it/,
  ],
  ['limit', (mock) => limited(mock), /quota of the IT provider is used up; all its keys share it/],
  ['path', (mock) => send(mock, '/Clients'), /No operation has this path; paths are in lower case/],
  [
    'method',
    (mock) => send(mock, '/users', { method: 'POST', headers: { 'mitp-api-key': mock.keys.active } }),
    /read-only: POST is not among GET/,
  ],
  ['slashes', (mock) => send(mock, '//users'), /The path has two slashes in a row/],
  [
    'options',
    (mock) => send(mock, '/users', { method: 'OPTIONS', headers: { 'mitp-api-key': mock.keys.active } }),
    /This OPTIONS is no preflight/,
  ],
  [
    'prefer',
    (mock) => send(mock, '/users', { headers: { 'mitp-api-key': mock.keys.active, prefer: 'code=999' } }),
    /Prefer named a response that the contract does not have/,
  ],
  ['parent', (mock) => otherParent(mock), /belongs to another IT provider, Nordlicht/],
  ['rule', (mock) => send(mock, '/users?queryFilters={'), /queryFilters: This is not JSON/],
  ['field', (mock) => send(mock, '/users?sortingRules={}'), /sortingRules: The field is missing. Use one of: id, /],
  ['case', (mock) => send(mock, '/users?PageSize=5'), /"PageSize" had no effect: .* Send pageSize/],
  [
    'separate',
    (mock) => send(mock, '/users?filter_field=id'),
    /"filter_field" had no effect: .* Send queryFilters as one JSON text/,
  ],
  ['bracket', (mock) => send(mock, '/users?queryFilters[field]=id'), /"queryFilters\[field\]" had no effect/],
  [
    'accept',
    (mock) => send(mock, '/users', { headers: { 'mitp-api-key': mock.keys.active, accept: 'text/csv' } }),
    /leaves no JSON to send/,
  ],
  ['fault', (mock) => faulty(mock), /Changed by always-503/],
  ['fault of the rows', (mock) => faultyRows(mock), /Switched on: size-capped\./],
  ['situation', (mock) => broken(mock), /Situation \d+ answered in place of the API/],
];

async function replaced(mock: Mock) {
  const { record, value } = mock.state.keys.generate('northwind', 'app');
  mock.state.keys.regenerate('northwind', record.id);
  await send(mock, '/users', { headers: { 'mitp-api-key': value } });
}

async function limited(mock: Mock) {
  mock.spendQuota();
  await send(mock, '/users');
  mock.advance(60_000);
}

async function otherParent(mock: Mock) {
  const { body } = await send(mock, '/recommendations', { headers: { 'mitp-api-key': mock.keys.foreign } });
  await send(mock, `/recommendations/${String(body.items[0]?.['id'])}/configurations`);
}

async function faulty(mock: Mock) {
  await mock.setFaults('always-503');
  await send(mock, '/users');
  await mock.setFaults();
}

async function faultyRows(mock: Mock) {
  await mock.setFaults('size-capped');
  await send(mock, '/users');
  await mock.setFaults();
}

async function broken(mock: Mock) {
  mock.respond({ path: '/users', status: 500, times: 1 });
  await send(mock, '/users');
}

test('The journal and the control page say why, for each way to be rejected or ignored', async ({ page, mock }) => {
  await page.goto('/__mock');
  await expect(page.getByText('No request yet')).toBeVisible({ timeout: 20_000 });
  for (const [what, go, why] of WAYS) {
    await go(mock);
    const [entry] = mock.journal();
    expect(`${what}: ${String(entry?.why)}`).toMatch(why);
  }
  for (const [, , why] of WAYS) await expect(page.getByRole('row', { name: why }).first()).toBeVisible();
  await page.getByRole('row').nth(1).getByRole('button', { name: 'Details' }).click();
  await expect(page.locator('tr.entry')).toContainText('[key]');
  await expect(page.locator('tr.entry')).toContainText('Internal Server Error');
  const all = JSON.stringify(mock.journal());
  for (const key of Object.values(mock.keys)) expect(all).not.toContain(key);
});

test('A request at which the mock itself failed is in the journal, too', async () => {
  const boom: Fault = {
    ...{ id: 'boom', class: 'http', sentence: 'Fails.', clauses: [] },
    hooks: () => ({
      around: () => () => {
        throw new Error('the hook failed');
      },
    }),
  };
  const mock = await startMock({ size: 'small', catalogue: [boom], faults: ['boom'] });
  expect((await send(mock, '/users')).status).toBe(500);
  expect(mock.journal().map(({ status, why }) => [status, why])).toEqual([
    [500, expect.stringContaining('the hook failed')],
  ]);
  await mock.close();
});

test('a preflight to a mock without CORS is said to be one, and not a key that was forgotten', async () => {
  const mock = await startMock({ size: 'small', cors: false });
  try {
    const headers = { origin: 'http://localhost:5173', 'access-control-request-method': 'GET' };
    expect((await send(mock, '/users', { method: 'OPTIONS', headers })).status).toBe(401);
    await expect.poll(() => mock.journal()[0]?.why).toMatch(/preflight, which carries no key: .* without CORS/);
  } finally {
    await mock.close();
  }
});
