import { expect, test } from '@playwright/test';

import type { KnownList, Row } from '../../../verifier/model/known-lists.ts';
import { otherRow } from '../../../verifier/model/other-row.ts';

const rowOf = (id: number, client: string): Row => ({ id, client: { id: client } });

/** What a page with this row shows of a list whose first page has these rows. */
function shown(rows: readonly Row[], totalCount: number, row: Row) {
  const list = { rows, known: rows, totalCount, first: { response: {} } } as unknown as KnownList;
  return otherRow(list, { page: 1, pageSize: 100, totalCount, items: [row] });
}

test('a row that comes with the client of another is told, where an id names one row alone', () => {
  const rows = ['a', 'b', 'c', 'd', 'e'].map((client, i) => rowOf(i, client));
  expect(shown(rows, 500, rowOf(1, 'a'))).toMatchObject({ part: 'row', got: '"a"', pointer: '/items/0/client/id' });
  expect(shown(rows.slice(0, 2), 2, rowOf(1, 'a'))).toMatchObject({ part: 'row' });
});

test('the same id with another client is another row, where clients may share ids', () => {
  const few = ['a', 'b'].map((client, i) => rowOf(i, client));
  expect(shown(few, 500, rowOf(1, 'a'))).toBeUndefined();
  const sharing = ['a', 'b', 'c', 'd', 'e'].map((client) => rowOf(7, client));
  expect(shown(sharing, 500, rowOf(7, 'f'))).toBeUndefined();
});
