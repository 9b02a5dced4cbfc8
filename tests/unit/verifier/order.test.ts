import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Field } from '../../../spec/contract.ts';
import { compareFiltered } from '../../../verifier/model/compare.ts';
import type { Match } from '../../../verifier/model/filter.ts';
import type { KnownList, Row } from '../../../verifier/model/known-lists.ts';
import { compareRows, disorder, groupsInOrder, unknownOrder, type OrderRule } from '../../../verifier/model/order.ts';
import { misplaced } from '../../../verifier/model/places.ts';

const field = (name: string, type: Field['type']) => ({ name, member: name, type }) as unknown as Field;
const rule = (name: string, type: Field['type'] = 'integer', direction: 'asc' | 'desc' = 'asc'): OrderRule => ({
  ...{ field: field(name, type), direction },
});
type Value = number | null;
const rowsOf = (values: readonly unknown[]): Row[] => values.map((a, id) => ({ id, a }));

/** Whether some order, with nulls all first or all last by each rule, has two rows in this turn. */
function mayFollow(rules: readonly OrderRule[], nullsLast: readonly boolean[], before: Row, after: Row): boolean {
  for (const [
    k,
    {
      field: { name },
      direction,
    },
  ] of rules.entries()) {
    const rank = (value: Value, isLast: boolean) =>
      value === null ? (isLast ? Infinity : -Infinity) : direction === 'desc' ? -value : value;
    const [x, y] = [before, after].map((row) => rank(row[name] as Value, nullsLast[k] ?? false));
    if (x !== y) return x! < y!;
  }
  return true;
}

const value = fc.constantFrom<Value>(null, 0, 1, 2);
const direction = fc.constantFrom('asc' as const, 'desc' as const);

test('A list is in order where one place of the nulls of each rule has every two neighbours in turn', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ a: value, b: value }), { maxLength: 5 }), direction, direction, (rows, da, db) => {
      const rules = [rule('a', 'integer', da), rule('b', 'integer', db)];
      // How many rows from the start on are in order, at best.
      const holds = [0, 1, 2, 3].map((bits) => {
        const last = [(bits & 1) === 1, (bits & 2) === 2];
        const wrong = rows.findIndex((row, i) => i > 0 && !mayFollow(rules, last, rows[i - 1]!, row));
        return wrong < 0 ? Infinity : wrong;
      });
      const furthest = Math.max(...holds);
      const found = disorder(rows, rules);
      expect(found?.at ?? Infinity).toBe(furthest);
      const shown = (at: number) => `${rows[at]?.a}, ${rows[at]?.b}`;
      if (found) expect([found.before, found.after]).toEqual([shown(furthest - 1), shown(furthest)]);
      expect(groupsInOrder(rows, rules)).toBe(groupsByHand(rows, rules));
      expect(disorder([...rows].sort(compareRows(rules)), rules)).toBeNull();
    }),
    { numRuns: 500 },
  );
});

/** By the first rule the list is in order; and so is, by the second, each group of equals. */
function groupsByHand(rows: readonly Row[], [first, second]: readonly OrderRule[]): boolean {
  const groups = [null, 0, 1, 2].map((one) => rows.filter(({ a }) => a === one));
  return disorder(rows, [first!]) === null && groups.every((group) => disorder(group, [second!]) === null);
}

test('Texts may be in an order that nobody knows where equals and nulls stand together, and letters are not reversed', () => {
  const may = (values: readonly (string | null)[], type: Field['type'] = 'string', way: 'asc' | 'desc' = 'asc') =>
    unknownOrder(rowsOf(values), rule('a', type, way));
  expect([may(['a', 'b']), may(['b', 'a']), may(['b', 'a'], 'string', 'desc')]).toEqual([true, false, true]);
  expect([may(['a', 'a', 'b']), may(['a', 'b', 'a'])]).toEqual([true, false]);
  // Texts that tie in some order may take turns.
  expect(may(['Coop', 'COOP', 'Coop', 'Co-op', 'coöp '])).toBe(true);
  expect(may(['Coop', 'co op', 'coot', 'Coop'])).toBe(false);
  // They need not stand together.
  expect(may(['co op', 'Coot', 'coop'])).toBe(true);
  expect([may(['%', '-', '%']), may(['-', '-', '%'])]).toEqual([false, true]);
  expect([may(['x', 'a', 'x'], 'uuid'), may(['x', 'a', 'b'], 'uuid')]).toEqual([false, true]);
  expect([may([null, null, 'a']), may(['a', null, null]), may(['a', null, 'b'])]).toEqual([true, true, false]);
  expect([may([null, 'a', null]), may([null])]).toEqual([false, true]);
  expect(unknownOrder(rowsOf([2, 1]), rule('a'))).toBe(false);
});

test('Below an order that nobody knows, uuids are in one known order in every group', () => {
  const rules = [rule('a', 'string'), rule('b', 'uuid')];
  const uuid = (text: string) => `${text[0]}0000000-0000-4000-8000-00000000000${text[1]}`;
  const holds = (...pairs: [string, string][]) =>
    groupsInOrder(
      pairs.map(([a, b], id) => ({ id, a, b: uuid(b) })),
      rules,
    );
  expect(holds(['%-', '1a'], ['%-', '2b'], ['-%', '1a'], ['-%', '2b'])).toBe(true);
  expect(holds(['%-', '1b'], ['%-', '2a'], ['-%', '1b'], ['-%', '2a'])).toBe(true);
  // The first group as text, the second by its last bytes.
  expect(holds(['%-', '1b'], ['%-', '2a'], ['-%', '2a'], ['-%', '1b'])).toBe(false);
  expect(holds(['%-', '2b'], ['%-', '1a'])).toBe(false);
  // A text between them, in an order that nobody knows.
  const between = [rule('x'), ...rules];
  const rows = (...uuids: string[]) => uuids.map((text, id) => ({ id, x: 1, a: 'жжяяаа'[id], b: uuid(text) }));
  expect(disorder(rows('1a', '2b', '1a', '2b', '1a', '2b'), between)).not.toBeNull();
  expect(groupsInOrder(rows('1a', '2b', '1a', '2b', '1a', '2b'), between)).toBe(true);
  expect(groupsInOrder(rows('1b', '2a', '2a', '1b', '1b', '2a'), between)).toBe(false);
});

test('A row is out of place where too many rows certainly come before or after it', () => {
  const rows = rowsOf([0, 1, 1, 2, 3]);
  const at = (items: readonly number[], offset: number, possible: readonly Row[] = rows, sure = rows) =>
    misplaced(
      rows,
      sure,
      possible,
      items.map((id) => rows[id]!),
      offset,
      [rule('a')],
    );
  expect([at([0, 1, 2, 3, 4], 0), at([2, 1], 1)]).toEqual([null, null]);
  expect(at([1], 0)).toEqual({ at: 0, from: 2, to: 3 });
  expect(at([1], 3)).toEqual({ at: 0, from: 2, to: 3 });
  expect(at([0, 4], 0)).toEqual({ at: 1, from: 5, to: 5 });
  // A row that may be missing leaves the place of those after it open.
  const fewer = rows.filter(({ a }) => a !== 0);
  expect([at([1], 0, rows, fewer), at([4], 3, rows, fewer), at([4], 2, rows, fewer)]).toEqual([
    ...[null, null, { at: 0, from: 4, to: 5 }],
  ]);
  expect(misplaced(rows, rows, rows, [{ id: 99, a: 9 }], 0, [rule('a')]), 'a row never seen').toBeNull();
  const texts = rowsOf(['a', 'b', 'c', 'd']);
  const ends = (ids: readonly number[]) =>
    misplaced(
      texts,
      texts,
      texts,
      ids.map((id) => texts[id]!),
      0,
      [rule('a', 'string')],
    )?.at;
  expect([ends([1, 0, 2, 3]), ends([0, 2, 1, 3]), ends([0, 1, 3])]).toEqual([0, undefined, 2]);
  const nulls = rowsOf([null, 1, 2]);
  expect(misplaced(nulls, nulls, nulls, [nulls[0]!], 1, [rule('a')]), 'nulls are at either end').toBeNull();
  const ids = rowsOf(['a', 'b']);
  expect(misplaced(ids, ids, ids, [ids[1]!], 0, [rule('a', 'uuid')]), 'uuids are in any order').toBeNull();
});

test('What a filter returned is compared with the rows that it certainly, possibly and never finds', () => {
  const rows = rowsOf(['yes', 'yes', 'maybe', 'no']);
  const compare = (ids: readonly number[], totalCount: number, complete = true) =>
    compareFiltered(
      { known: rows, complete } as unknown as KnownList,
      { page: 1, pageSize: 9, totalCount, items: ids.map((id) => rows[id]!) },
      ({ a }) => a as Match,
      'a is yes',
    );
  expect([compare([0, 1], 2), compare([0, 1, 2], 3), compare([0], 2), compare([], 3)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(compare([0, 3], 2)).toMatchObject({ pointer: '/items/1', evident: true });
  expect(compare([0], 1)).toEqual({
    ...{ want: 'at least 2 rows (a is yes)', got: 'totalCount 1', pointer: '/totalCount', counted: true },
  });
  expect(compare([0, 1], 4)).toMatchObject({ want: 'at most 3 rows (a is yes)', got: 'totalCount 4', counted: true });
  expect(compare([0, 1], 4, false)).toBeNull();
  expect(compare([0, 2], 2)).toMatchObject({ got: expect.stringMatching(/ missing$/), about: rows[1] });
});
