import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';

import { startMock, type Mock } from '../../mocks/index.ts';
import type { ApiRequest } from '../../mocks/types.ts';
import { run } from '../../mocks/pipeline/index.ts';
import { dice } from './dice.ts';

const REQUESTS = 5000;
const START = Date.UTC(2024, 0, 1);

const rule = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const PATHS = [
  '/clients',
  '/users',
  '/reviews',
  '/findings',
  '/recommendations',
  '/initiatives',
  '/meetings',
  '/reviews/categories/overdue',
  '/nowhere',
  ...[2_001_001, 2_001_002, 2_001_003].map((id) => `/recommendations/${id}/configurations`),
];
const FIELDS = ['id', 'name', 'client.name', 'isArchived', 'createdDate', 'alignmentScore', 'status', 'wrong'];
const PREDICATES = ['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains', 'like'];
const CONDITIONS = ['a', '50', 'true', '2024-01-01T00:00:00', 'Acme', '', '%'];

/** A request out of few enough that most come again, and enough that some never do. */
function requestOf(pick: (below: number) => number, keys: readonly string[]): ApiRequest {
  const one = <Value>(values: readonly Value[]): Value => values[pick(values.length)] as Value;
  const filter = () => ({
    field: one(FIELDS),
    predicate: one(PREDICATES),
    condition: pick(4) === 0 ? String(pick(1_000_000)) : one(CONDITIONS),
    operator: one([null, 'and', 'or']),
  });
  const parts = [
    pick(2) === 0 ? `page=${pick(4)}` : '',
    pick(2) === 0 ? `pageSize=${one([1, 7, 100, 101])}` : '',
    pick(3) === 0 ? `queryFilters=${rule(pick(2) === 0 ? filter() : [filter(), filter()])}` : '',
    pick(3) === 0 ? `sortingRules=${rule({ field: one(FIELDS), direction: one(['asc', 'desc']) })}` : '',
  ];
  const prefer = one([undefined, undefined, undefined, undefined, undefined, 'code=429', 'example=empty', 'code=418']);
  return {
    method: one(['GET', 'GET', 'GET', 'GET', 'GET', 'HEAD', 'POST', 'OPTIONS']),
    path: one(PATHS),
    query: parts.filter((part) => part !== '').join('&'),
    headers: {
      'mitp-api-key': one(keys),
      accept: one([undefined, 'application/json', '*/*', 'text/html', 'application/problem+json, */*;q=0.1']),
      ...(prefer && { prefer }),
    },
    rawHeaders: [],
    remoteAddress: '127.0.0.1',
  };
}

const FAULTS = ['page-zero-based', 'and-is-or', 'unknown-field-ignored', 'nulls-dropped', 'prefix-accepted'];

/** Both mocks live at the same time of a frozen clock, so that their journals can be compared. */
const stopClock = ({ state }: Mock) => state.clock.restore({ offset: 0, frozenAt: START });

/** Changes that a person or a test makes between requests; they come about once in 25 requests. */
async function change(
  mock: Mock,
  pick: (below: number) => number,
  saved: { snapshot: ReturnType<Mock['snapshot']> },
): Promise<void> {
  const { state } = mock;
  const [key] = state.keys.list('northwind').filter(({ name }) => name === 'Demo: sibling');
  switch (pick(9)) {
    case 0:
      return mock.advance(pick(90_000));
    case 1:
      return mock.setFaults(...FAULTS.slice(0, 1 + pick(FAULTS.length)));
    case 2:
      return mock.setFaults();
    case 3:
      if (key) state.keys.revoke('northwind', key.id);
      return;
    case 4:
      mock.reset();
      return stopClock(mock);
    case 5:
      return void (saved.snapshot = mock.snapshot());
    case 6:
      return state.restore(saved.snapshot);
    case 7:
      return state.limiter.refill();
    default:
      state.providers.remove('nordlicht');
      return void state.providers.add({ id: 'nordlicht', name: 'Nordlicht', size: 'small', seed: 2 + pick(3) });
  }
}

/** What a mock answers to everything, as one line an answer; bodies by their hash. */
async function responsesOf(caches: boolean): Promise<string[]> {
  const demoKeys = { active: 'a'.repeat(40), sibling: 'b'.repeat(40), foreign: 'c'.repeat(40), empty: 'd'.repeat(40) };
  const mock = await startMock({ size: 'small', rateLimit: 200, demoKeys, caches });
  try {
    stopClock(mock);
    const saved = { snapshot: mock.snapshot() };
    const pick = dice(42);
    const keys = [...Object.values(demoKeys), demoKeys.active, demoKeys.active, 'e'.repeat(40)];
    const responses: string[] = [];
    for (let at = 0; at < REQUESTS; at += 1) {
      if (pick(25) === 0) await change(mock, pick, saved);
      const request = requestOf(pick, keys);
      const { status, headers, body, reason } = await run({ request, state: mock.state });
      const bytes = body === null ? 'none' : createHash('sha256').update(body).digest('hex');
      const requested = `${request.method} ${request.path}?${request.query} ${String(request.headers['prefer'])}`;
      responses.push(`${requested} -> ${status} ${JSON.stringify(headers)} ${bytes} ${String(reason)}`);
    }
    const again = mock.state.runtime.queryCache({ method: 'GET', path: '/clients', query: '' });
    expect(again === mock.state.runtime.queryCache({ method: 'HEAD', path: '/clients', query: '' })).toBe(caches);
    const journal = mock.state.journal.list().map(({ tookMs: _, startedMs: __, ...entry }) => JSON.stringify(entry));
    return [...responses, ...journal];
  } finally {
    await mock.close();
  }
}

test('Saved-up work changes no byte of a response, whatever is requested, switched, moved or reset between', async () => {
  const [kept, anew] = [await responsesOf(true), await responsesOf(false)];
  const differing = anew.flatMap((response, at) => (response === kept[at] ? [] : [{ anew: response, kept: kept[at] }]));
  expect(differing.slice(0, 3)).toEqual([]);
  expect(kept).toHaveLength(anew.length);
  const statuses = new Set(kept.flatMap((response) => / -> (\d{3}) /.exec(response)?.[1] ?? []));
  expect([...statuses].sort()).toEqual(['200', '400', '401', '404', '405', '406', '429']);
});
