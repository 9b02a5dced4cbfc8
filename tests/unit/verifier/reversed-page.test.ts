import { expect, test } from '@playwright/test';
import { loadContract } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { deviations } from '../../../verifier/model/expected-page.ts';
import { parentsToTry, type KnownList } from '../../../verifier/model/known-lists.ts';

const { operations } = loadContract();

test('a page of equal values where the other direction puts it breaks the order, two rows are too few to tell', () => {
  const operation = operations.find(({ id }) => id === 'listFindings');
  const field = operation?.fields.find(({ name }) => name === 'isArchived');
  if (!operation || !field) throw new Error('listFindings has no isArchived');
  const rows = Array.from({ length: 12 }, (_, id) => ({ id, isArchived: id >= 8 }));
  const shown = { rows, known: rows, totalCount: rows.length, complete: true, steps: new Map() };
  const list = { operation, first: { response: {} }, ...shown } as unknown as KnownList;
  const partsOf = (pageSize: number, items: readonly object[]) =>
    deviations(
      list,
      { page: 1, pageSize, paged: true, filters: [], within: [], sorts: [{ field, direction: 'asc' }] },
      { page: 1, pageSize, totalCount: rows.length, items: [...items] as never },
    ).map(({ part, rule }) => [part, rule]);
  expect(partsOf(4, rows.slice(0, 4))).toEqual([]);
  expect(partsOf(4, rows.slice(8))).toEqual([['order', 0]]);
  expect(partsOf(3, rows.slice(8, 11))).toEqual([['order', 0]]);
  expect(partsOf(2, rows.slice(8, 10))).toEqual([['place', undefined]]);
});

test('the first parent is tried every night, the others in turn, and no more than the depth allows', () => {
  const ids = [7, null, ...Array.from({ length: 20 }, (_, i) => 100 + i), 'text'];
  const tried = (depth: CheckContext['depth'], seed: number) => parentsToTry({ depth, seed } as CheckContext, ids);
  expect(tried('quick', 0)).toEqual([7, 100, 101]);
  expect(tried('quick', 1)).toEqual([7, 102, 103]);
  expect(tried('standard', 0)).toHaveLength(5);
  expect(tried('full', 5)).toHaveLength(20);
  expect(new Set([0, 1, 2, 3, 4, 5].flatMap((seed) => tried('standard', seed)))).toEqual(
    new Set(ids.filter((id) => id !== null)),
  );
  expect(parentsToTry({ depth: 'full', seed: 3 } as CheckContext, [])).toEqual([]);
});
