import { expect, test } from '@playwright/test';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { readListRequest } from '../../../verifier/model/list-request.ts';
import { boundLine, endOfWindows, lowerBound, mostServed, planLine, planOf } from '../../../verifier/plan.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { requestsList } from '../../../verifier/requests-list.ts';
import { retryAfterMs } from '../../../verifier/retry-after.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';

const same = (name: string, lines: readonly string[]) => expect(`${lines.join('\n')}\n`).toMatchSnapshot(`${name}.txt`);

test('the plan, its bounds and the waits that a server names are as they were', () => {
  const depths = ['quick', 'standard', 'full'] as const;
  const plans = depths.flatMap((depth) =>
    [1, 50, 301, 900].flatMap((pending) =>
      [true, false].map((measures) => {
        const plan = planOf(depth, pending, { limit: 50, windowSeconds: 60, perWindow: 48 }, measures);
        return `${depth} ${pending} ${measures}: ${planLine(plan, 60)}`;
      }),
    ),
  );
  const bounds = depths.flatMap((depth) =>
    [50, 51, 500].flatMap((limit) =>
      [29, 60].map(
        (seconds) =>
          `${depth} ${limit} in ${seconds} s: ${boundLine(depth, limit, seconds)}, served ${mostServed(depth, limit)}, ends ${endOfWindows(depth, seconds * 1000, 5)}, at least ${JSON.stringify(lowerBound(depth, limit))}`,
      ),
    ),
  );
  const now = Date.parse('2026-03-01T12:00:00Z');
  const waits = [
    '7',
    '0',
    ' 8 ',
    '-1',
    '1.5',
    'soon',
    '2026-03-01T12:00:07Z',
    'Sun, 01 Mar 2026 12:00:07 GMT',
    'Sunday, 01-Mar-26 12:00:07 GMT',
    'Sun Mar  1 12:00:07 2026',
    'Sun, 01 Mar 2026 11:00:00 GMT',
  ].flatMap((value) =>
    [undefined, 'Sun, 01 Mar 2026 12:00:02 GMT'].map((date) => {
      const headers = { 'retry-after': [value], ...(date !== undefined && { date: [date] }) };
      return `Retry-After ${value}, Date ${date}: ${retryAfterMs({ status: 429, headers, text: '' }, now)}`;
    }),
  );
  same('plans-and-waits', [...plans, ...bounds, ...waits]);
});

test('which requests every conforming server answers with a list is as it was', () => {
  const contract = sampleContract();
  const operation = contract.operations.find(({ id }) => id === 'listUsers')!;
  const plain = listRequest(operation, {});
  const targets = [
    '',
    '?page=1',
    '?page=0',
    '?page=1000000',
    '?pageSize=100',
    '?pageSize=101',
    '?pageSize=0',
    '?page=1&page=2',
    '?x=1',
  ];
  const filters = ['equal', 'contains', 'like'].flatMap((predicate) =>
    [
      ['lastName', 'a'],
      ['lastName', ' '],
      ['noSuchField', 'a'],
      ['id', 'a'],
      ['id', 'a0000001-0000-4000-8000-000000000000'],
    ].map(([name, condition]) => ({ field: name, predicate, condition })),
  );
  const rules = [
    ...filters,
    ...filters.slice(0, 2).map((one) => [one, one]),
    [],
    null,
    { field: 'lastName' },
    { ...filters[0], more: 1 },
  ];
  const sorts = [
    { field: 'lastName', direction: 'asc' },
    { field: 'lastName', direction: 'up' },
    { field: 'nowhere', direction: 'desc' },
    [{ field: 'id', direction: 'desc' }],
  ];
  const all = [
    ...targets,
    ...rules.map((rule) => `?queryFilters=${encodeURIComponent(JSON.stringify(rule))}`),
    ...sorts.map((rule) => `?sortingRules=${encodeURIComponent(JSON.stringify(rule))}`),
    '?queryFilters=%7B',
    `?queryFilters=${encodeURIComponent('{ "field":"lastName","predicate":"equal","condition":"a"}')}`,
  ].map((query): RequestSpec => ({ ...plain, target: `${operation.path}${query}` }));
  const odd: RequestSpec[] = [
    { ...plain, method: 'HEAD' },
    { ...plain, headers: { ...plain.headers, accept: 'text/html' } },
    { ...plain, headers: { ...plain.headers, 'x-more': '1' } },
    { ...plain, target: `${operation.path}/` },
    { ...plain, operation: 'nowhere' },
  ];
  const yes = (request: RequestSpec) =>
    `${request.method} ${decodeURIComponent(request.target)} ${Object.keys(request.headers).length} ${request.operation}: ${requestsList(request, contract)}, read as ${JSON.stringify(readListRequest(operation, request))?.length}`;
  same('list-requests', [...all, ...odd].map(yes));
});
