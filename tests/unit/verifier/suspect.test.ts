import { expect, test } from '@playwright/test';
import { loadContract } from '../../../spec/contract.ts';
import type { KnownList, Row } from '../../../verifier/model/known-lists.ts';
import type { ListRequest } from '../../../verifier/model/list-request.ts';
import { joined } from '../../../verifier/model/rules.ts';
import type { Broken } from '../../contract/combined/guilty-clause.ts';
import { suspectRule } from '../../contract/combined/suspect.ts';

const operation = loadContract().operations.find(({ id }) => id === 'listUsers')!;
const NAMES = ['Ada', 'Ben', 'Cem', 'Ada', 'Ben', 'Cem', 'Dee', 'Eve'];
const rows = NAMES.map((firstName, i): Row => ({ id: i + 1, firstName, lastName: i % 2 === 0 ? 'Odd' : 'Even' }));
const of = (...ids: number[]) => ids.map((id) => rows[id - 1]!);
const rule = (predicate: string, condition: string, field = 'firstName') => ({ field, predicate, condition });

const list = { operation, rows, known: rows, totalCount: rows.length, complete: true, steps: new Map() };
const request = (operator: 'and' | 'or', ...rules: ReturnType<typeof rule>[]) =>
  ({ filters: joined(rules, operator), within: [], sorts: [], page: 2, pageSize: 2, paged: true }) as ListRequest;

/** The condition of the rule that is suspected. */
const suspected = (
  requested: ListRequest,
  broken: Partial<Broken> & Pick<Broken, 'part'>,
  items: readonly Row[],
  of: Partial<KnownList> = {},
) =>
  suspectRule({ ...list, ...of } as unknown as KnownList, requested, { want: '', got: '', ...broken }, items)
    ?.condition;

const either = request('or', rule('equal', 'Ada'), rule('equal', 'Ben'), rule('equal', 'Odd', 'lastName'));
const both = request('and', rule('notEqual', 'Ada'), rule('notEqual', 'Ben'));

test('of filters joined by or, the one that alone takes a missing row is to blame', () => {
  const missing = (id: number) => ({ part: 'filter' as const, about: rows[id - 1]! });
  expect(suspected(either, missing(2), of(1))).toBe('Ben');
  expect(suspected(either, missing(1), of(2))).toBeUndefined();
  expect(suspected(either, missing(2), [])).toBeUndefined();
  expect(suspected({ ...either, filters: either.filters.slice(0, 1) }, missing(1), of(2))).toBeUndefined();
});

test('of filters joined by and, the one that alone leaves out rows that came is to blame', () => {
  const came = { part: 'filter' as const };
  expect(suspected(both, came, of(1, 4, 7))).toBe('Ada');
  expect(suspected(both, came, of(1, 7))).toBeUndefined();
  expect(suspected(both, came, of(1, 2, 7))).toBeUndefined();
  expect(suspected(either, came, of(6, 8))).toBeUndefined();
});

test('the filter without which the total is the one that came is to blame, where the page does not show all rows', () => {
  const total = (got: number) => ({ part: 'total' as const, got: String(got) });
  // Ada, Ben and odd last names: 1, 2, 3, 4, 5 and 7. Without odd ones: 1, 2, 4 and 5.
  expect(suspected(either, total(4), of(4, 5))).toBe('Odd');
  expect(suspected(either, total(5), of(4, 5))).toBeUndefined();
  expect(suspected(either, total(2), of(4, 5))).toBeUndefined();
  expect(suspected(either, total(4), of(4, 5), { complete: false })).toBeUndefined();
  expect(suspected({ ...either, page: 1 }, total(4), of(4, 5))).toBe('Odd');
  expect(suspected({ ...either, page: 1, pageSize: 3 }, total(4), of(4, 5))).toBeUndefined();
  expect(suspected(either, { part: 'order', got: '4' }, of(4, 5))).toBeUndefined();
});
