import { expect, test } from '@playwright/test';
import type { Operation } from '../../../spec/contract.ts';
import { choose, chooseFitting, inTurn } from '../../../verifier/choose.ts';
import { isTooDeep } from '../../../verifier/depth.ts';
import { pageSizeNear } from '../../../verifier/page-sizes.ts';
import { listRequest, rawRequest, type FilterRule, type ListQuery } from '../../../verifier/requests.ts';
import { requestsList } from '../../../verifier/requests-list.ts';
import { retryAfterMs } from '../../../verifier/retry-after.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';

const contract = sampleContract();
const clients = contract.operations.find(({ id }) => id === 'listClients')!;

test('Only a well-formed request for a list has its place in a burst', () => {
  const is = (query: ListQuery) => requestsList(listRequest(clients, query), contract);
  const pages = ['1', '9', '999999', '0', '1000000', '01', 'x'].map((page) => is({ page }));
  expect(pages).toEqual([true, true, true, false, false, false, false]);
  const target = (query: string) =>
    requestsList({ ...listRequest(clients), target: `${clients.path}?${query}` }, contract);
  const { maxPageSize } = clients;
  const sizes = [1, maxPageSize, maxPageSize + 1, 0].map((size) => target(`pageSize=${size}`));
  expect(sizes).toEqual([true, true, false, false]);
  expect([target('page=1&page=2'), target('other=1'), target('')]).toEqual([false, false, true]);
  const { name } = clients.fields.find(({ type, evidence }) => type === 'string' && evidence !== 'assumed')!;
  const rule: FilterRule = { field: name, predicate: 'contains', condition: 'a', operator: null };
  const filters = [rule, { ...rule, predicate: 'startsWith' }, { ...rule, field: 'x' }, { ...rule, condition: ' ' }];
  expect(filters.map((filter) => is({ filter }))).toEqual([true, false, false, false]);
  expect([
    is({ filter: [rule, rule] }),
    is({ filter: [] }),
    is({ filter: { ...rule, more: 1 } as FilterRule }),
  ]).toEqual([...[true, false, false]]);
  const sorts = ['asc', 'desc', 'up'].map((direction) => is({ sort: { field: name, direction } }));
  expect([...sorts, is({ sort: { field: 'x', direction: 'asc' } })]).toEqual([true, true, false, false]);
  const texts = ['{', '1', 'null', '[null]', '[[]]', `{ "field": "${name}", "direction": "asc" }`];
  expect(texts.map((text) => target(`sortingRules=${encodeURIComponent(text)}`))).toEqual(texts.map(() => false));
  const request = listRequest(clients);
  const others = [
    { ...request, method: 'HEAD' },
    { ...request, headers: { ...request.headers, 'x-more': '1' } },
    { ...request, headers: { ...request.headers, accept: '*/*' } },
    { ...request, target: '/users' },
    rawRequest(clients.path),
  ];
  expect(others.map((one) => requestsList(one, contract))).toEqual(others.map(() => false));
});

test('A page has the wanted size, or the next that the contract allows', () => {
  const near = (wanted: number, schema: object) => {
    const parameters = [{ name: 'page' }, { name: 'pageSize', schema }];
    return pageSizeNear({ parameters, maxPageSize: 100 } as unknown as Operation, wanted);
  };
  expect([near(7, {}), near(0, {}), near(101, {})]).toEqual([7, 1, 100]);
  expect([near(7, { minimum: 10 }), near(7, { multipleOf: 5 }), near(10, { multipleOf: 5 })]).toEqual([10, 10, 10]);
  const set = { enum: [50, 10, 25] };
  expect([near(7, set), near(10, set), near(11, set), near(99, set)]).toEqual([10, 10, 25, 50]);
});

test('JSON is read up to 500 levels; brackets in texts are none', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  expect([isTooDeep(nested(500)), isTooDeep(nested(501))]).toEqual([false, true]);
  expect([isTooDeep('{"a":'.repeat(501)), isTooDeep(`"${nested(501)}"`)]).toEqual([true, false]);
  expect(isTooDeep(`"\\"${nested(501)}"`)).toBe(false);
  expect(isTooDeep(`"\\\\"${nested(501)}`)).toBe(true);
  expect(isTooDeep('[]'.repeat(501))).toBe(false);
  expect(isTooDeep(`"${nested(501)}`), 'a text that never ends').toBe(false);
});

test('A choice is the same for the same seed and words, fits, and comes to everything', () => {
  const all = ['a', 'b', 'c', 'd', 'e'];
  const chosen = Array.from({ length: 100 }, (_, seed) => choose(all, seed, 'word'));
  expect(new Set(chosen)).toEqual(new Set(all));
  expect(Array.from({ length: 100 }, (_, seed) => choose(all, seed, 'word'))).toEqual(chosen);
  expect([choose([], 1), choose(['x'], 1), chooseFitting([], () => true, 1)]).toEqual([undefined, 'x', undefined]);
  for (let seed = 0; seed < 20; seed += 1)
    for (const wanted of all) expect(chooseFitting(all, (one) => one === wanted, seed)).toBe(wanted);
  expect(inTurn(['a1', 'a2', 'b1', 'a3', 'c1', 'c2'], ([operation]) => operation)).toEqual([
    ...['a1', 'b1', 'c1', 'a2', 'c2', 'a3'],
  ]);
  expect(inTurn([], () => '')).toEqual([]);
});

test('A Retry-After is seconds, or a date by the clock of the server', () => {
  const after = (value: string | undefined, date?: string) => {
    const headers = {
      ...(value !== undefined && { 'retry-after': [value] }),
      ...(date !== undefined && { date: [date] }),
    };
    return retryAfterMs({ status: 429, headers, text: '' }, Date.UTC(2026, 2, 1, 12, 0, 0));
  };
  expect([after('0'), after(' 17 '), after('-1'), after('1.5'), after('soon'), after(undefined)]).toEqual([
    ...[0, 17_000, undefined, undefined, undefined, undefined],
  ]);
  const at = (second: number) => `Sun, 01 Mar 2026 12:00:${String(second).padStart(2, '0')} GMT`;
  expect([after(at(7)), after(at(7), at(3)), after(at(7), at(9)), after(at(7), 'x')]).toEqual([7_000, 4_000, 0, 7_000]);
});
