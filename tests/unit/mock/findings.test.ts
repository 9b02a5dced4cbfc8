import { Agent, get } from 'node:http';

import { expect, test } from '@playwright/test';

import { requestLine, type Mock } from '../../../mocks/index.ts';
import { send, withMock } from './send.ts';

const rulesOf = (mock: Mock) => [...new Set(mock.findings().map(({ rule }) => rule))];
const filter = (condition: string) =>
  `queryFilters=${encodeURIComponent(JSON.stringify({ field: 'name', predicate: 'equal', condition }))}`;

/** What a client does, and the rules that it breaks by it. */
const CLIENTS: readonly [what: string, requests: (mock: Mock) => Promise<unknown>, rules: readonly string[]][] = [
  ['reads a short list', (mock) => send(mock, '/users?page=1&pageSize=100'), []],
  ['sends the key in the URL', (mock) => send(mock, `/users?api_key=${mock.keys.active}`), ['USE-01', 'USE-03']],
  ['calls a path that does not exist', (mock) => send(mock, '/user'), ['USE-02']],
  ['spells a parameter in another case', (mock) => send(mock, '/users?PageSize=5'), ['USE-03']],
  ['filters by text that is no JSON', (mock) => send(mock, '/users?queryFilters=name:x'), ['USE-04']],
  ['requests page 0', (mock) => send(mock, '/users?page=0'), ['USE-05']],
  ['reads the first page alone', (mock) => send(mock, '/users?page=1&pageSize=2'), ['USE-07']],
  ['stops at the second page', (mock) => each(mock, ['/users?pageSize=2', '/users?pageSize=2&page=2']), ['USE-06']],
  ['repeats a request', (mock) => each(mock, ['/users', '/users']), ['USE-09']],
  [
    'finds rows one by one',
    (mock) =>
      each(
        mock,
        Array.from('abcdefghijkl', (one) => `/clients?${filter(one)}`),
      ),
    ['USE-10'],
  ],
  ['sends again after a 429', (mock) => limited(mock, 0), ['USE-12']],
  ['sends again after a 429 that a test set', (mock) => limitedByTest(mock, 1000), ['USE-12']],
  ['waits after a 429 that a test set', (mock) => limitedByTest(mock, 5000), []],
  ['does not wait until the date of a 429', (mock) => limitedByTest(mock, 2000, inSeconds(5)), ['USE-12']],
  ['has another clock than the mock', (mock) => limitedByTest(mock, 2000, inSeconds(1e8)), []],
  ['waits until the date of a 429', (mock) => limitedByTest(mock, 5000, inSeconds(5)), []],
  ['waits after a 429', (mock) => limited(mock, 61_000), []],
  ['sends the same bad request twice', (mock) => each(mock, ['/user/7', '/user/7']), ['USE-02', 'USE-15']],
];

const inSeconds = (seconds: number) => () => new Date(Date.now() + seconds * 1000).toUTCString();

async function each(mock: Mock, paths: readonly string[]) {
  for (const path of paths) await send(mock, path);
}

async function limited(mock: Mock, wait: number) {
  mock.spendQuota();
  await send(mock, '/clients?pageSize=100');
  mock.advance(wait);
  await send(mock, '/users?pageSize=100');
}

async function limitedByTest(mock: Mock, wait: number, retryAfter = () => '5') {
  mock.respond({ status: 429, headers: { 'retry-after': retryAfter() }, times: 1 });
  await send(mock, '/users');
  mock.advance(wait);
  await send(mock, '/users');
}

for (const [what, requests, rules] of CLIENTS) {
  test(`mock.findings() tells of a client that ${what}: ${rules.join(', ') || 'nothing'}`, async () => {
    await withMock(
      async (mock) => {
        await requests(mock);
        expect(rulesOf(mock)).toEqual(rules);
      },
      { rateLimit: 50 },
    );
  });
}

test('a finding names the rule, what was expected, and the request; rules can be left out', async () => {
  await withMock(async (mock) => {
    await send(mock, '/users?PageSize=5');
    await send(mock, '/users?page=1&pageSize=2');
    expect(mock.findings()[0]).toEqual({
      ...{ rule: 'USE-03', level: 'must', sentence: expect.stringMatching(/^No query parameter/) as unknown },
      expected: 'query parameters of the contract: page, pageSize, queryFilters, sortingRules',
      actual: 'PageSize, which the server ignores (did you mean pageSize?)',
      ...{ request: 'GET /users?PageSize=5', requestId: 1 },
    });
    expect(mock.findings({ level: 'must' }).map(({ rule }) => rule)).toEqual(['USE-03']);
    expect(mock.findings({ except: ['USE-03', 'USE-07'] })).toEqual([]);
    mock.reset();
    expect(mock.findings()).toEqual([]);
  });
});

test('the journal and the log name a broken rule as it happens, and not that a list is not read to its end yet', async () => {
  const lines: string[] = [];
  await withMock(
    async (mock) => {
      await send(mock, '/users?pageSize=2');
      await send(mock, '/users?PageSize=5');
      const [second, first] = mock.journal();
      expect(first?.broken).toEqual([]);
      expect(second?.broken.map(({ rule }) => rule)).toEqual(['USE-03']);
      expect(lines[1]).toMatch(/USE-03: expected query parameters of the contract: .*; got PageSize/);
    },
    { onRequest: (entry) => void lines.push(requestLine(entry)) },
  );
});

test('findings hold no key, and reach pages whose bodies the journal let go of', async () => {
  await withMock(
    async (mock) => {
      await send(mock, `/users?api_key=${mock.keys.active}`);
      for (let at = 0; at < 210; at += 1) await send(mock, '/clients?pageSize=1&page=2');
      await send(mock, '/users?pageSize=2&page=2');
      await send(mock, '/users?pageSize=2');
      expect(JSON.stringify(mock.findings())).not.toContain(mock.keys.active);
      expect(mock.findings().filter(({ rule }) => rule === 'USE-05')).toEqual([]);
    },
    { rateLimit: 1000 },
  );
});

const SIDE_BY_SIDE: readonly [what: string, prepare: (mock: Mock) => unknown, paths: readonly string[]][] = [
  ['three lists while the quota is used up', (mock) => mock.spendQuota(), ['/clients', '/users', '/reviews']],
  ['one list three times while the quota is used up', (mock) => mock.spendQuota(), ['/users', '/users', '/users']],
  ['one list three times that fails', (mock) => mock.respond({ status: 500 }), ['/users', '/users', '/users']],
  ['four lists that are rejected', (mock) => mock.revoke(), ['/clients', '/users', '/reviews', '/meetings']],
];

for (const [what, prepare, paths] of SIDE_BY_SIDE) {
  test(`Requests side by side are no retries: ${what}`, async () => {
    await withMock(async (mock) => {
      prepare(mock);
      for (let turn = 0; turn < 2; turn += 1) {
        await Promise.all(paths.map((path) => send(mock, path)));
        const retried = rulesOf(mock).filter((rule) => ['USE-12', 'USE-13', 'USE-14', 'USE-15'].includes(rule));
        expect(retried).toEqual([]);
        mock.reset();
        prepare(mock);
      }
    });
  });
}

test('a list that a client gave up because a request failed is not taken for read to its end', async () => {
  await withMock(async (mock) => {
    await send(mock, '/users?pageSize=2');
    await each(mock, ['/clients?pageSize=2', '/clients?pageSize=2&page=2']);
    mock.respond({ status: 500 });
    await send(mock, '/clients?pageSize=2&page=3');
    expect(rulesOf(mock)).toEqual([]);
    // Served when it was sent again: the client went on.
    mock.restore();
    await send(mock, '/clients?pageSize=2&page=3');
    expect(rulesOf(mock)).toEqual(['USE-06', 'USE-07']);
  });
});

/** Sends a request on the one connection of an agent. */
const on = (agent: Agent, mock: Mock, path: string) =>
  new Promise<void>((resolve, reject) => {
    const headers = { 'mitp-api-key': mock.keys.active };
    get(mock.baseUrl + path, { agent, headers }, (response) => response.resume().on('end', resolve)).on(
      'error',
      reject,
    );
  });
const isEarly = (mock: Mock) => rulesOf(mock).includes('USE-12');

test('what a busy machine sends late on another connection of the pool is not sent after the 429', async () => {
  const connection = () => new Agent({ keepAlive: true, maxSockets: 1 });
  await withMock(async (mock) => {
    const [first, second, third] = [connection(), connection(), connection()];
    mock.spendQuota();
    await on(first, mock, '/clients');
    mock.advance(900);
    await on(second, mock, '/users');
    // So far this may be a client that opens a connection for each request, and does not wait.
    expect(isEarly(mock)).toBe(true);
    mock.advance(61_000);
    await on(first, mock, '/clients');
    await on(second, mock, '/users');
    expect(isEarly(mock)).toBe(false);

    // A pool that showed itself before: two requests at a time, on connections that are used again.
    mock.reset();
    mock.setLatency(30);
    await Promise.all([on(first, mock, '/clients'), on(second, mock, '/users')]);
    mock.setLatency(0);
    mock.spendQuota();
    await on(first, mock, '/reviews');
    mock.advance(900);
    await on(third, mock, '/meetings');
    expect(isEarly(mock)).toBe(false);
    mock.advance(900);
    await on(third, mock, '/findings');
    expect(isEarly(mock)).toBe(true);
    for (const agent of [first, second, third]) agent.destroy();
  });
});
