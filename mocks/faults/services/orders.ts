import { fieldOf, type Row } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { afterSorting, jumble } from '../support/sorting.ts';
import { textAt, isNull } from '../support/rows.ts';
import { faultOf } from '../support/row.ts';
import { afterPaging } from '../support/paging.ts';

const fault = faultOf('sorting');

/** Orders that come of how a query is translated. */
export const servicesOrders: readonly Fault[] = [
  fault('join-drops-rows', 'Drops rows without a nested object when it sorts by one of its fields.', ['SRT-03'], () =>
    afterSorting((rows, [{ field }]) =>
      field.name.includes('.') ? rows.filter((row) => !isNull(row, field.member)) : rows,
    ),
  ),
  fault(
    'null-dates-in-the-midst',
    'Sorts rows without a date as if theirs were a day of 2025.',
    ['SRT-01', 'SRT-02'],
    () =>
      afterSorting((rows, [{ field, direction }]) => {
        if (field.type !== 'date') return rows;
        const key = (row: Row) => textAt(row, field.member) || '2025-06-15T00:00:00';
        return rows.toSorted(
          (a, b) => (direction === 'desc' ? -1 : 1) * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0),
        );
      }),
  ),
  fault('sorted-by-whole-part', 'Sorts numbers by their whole part.', ['SRT-01', 'SRT-02'], () => ({
    sort: (original) => (rows, rules, list) => {
      const [first] = rules;
      if (first?.field.type !== 'number') return original(rows, rules, list);
      const key = (row: Row) => Math.floor(Number(fieldOf(row, first.field.member) ?? -1));
      return rows.toSorted((a, b) => (first.direction === 'desc' ? -1 : 1) * (key(a) - key(b)));
    },
  })),
  fault(
    'sorted-after-take',
    'Sorts the first sixty rows of a list and leaves the others behind them.',
    ['SRT-01', 'SRT-03', 'SRT-02'],
    () => ({
      sort: (original) => (rows, rules, list) =>
        rules.length === 0 ? rows : [...original(rows.slice(0, 60), rules, list), ...rows.slice(60)],
    }),
  ),
  fault(
    'keyset-loses-ties',
    'Begins a page behind the last value of the page before, so that equal ones are lost.',
    ['SRT-06', 'SRT-03', 'PAG-02'],
    () => ({
      page: (original) => (rows, query, list) => {
        const [first] = query.sorting;
        if (!first || query.page < 2) return original(rows, query, list);
        const from = (query.page - 1) * query.pageSize;
        const value = (row: Row | undefined) => row && fieldOf(row, first.field.member);
        const last = value(rows[from - 1]);
        const rest = rows.slice(from).filter((row) => value(row) !== last);
        return { ...original(rows, query, list), items: rest.slice(0, query.pageSize) };
      },
    }),
  ),
  fault('ties-by-chance', 'Orders rows with equal values in another way for each page size.', ['SRT-06'], () => ({
    page: (original) => (rows, query, list) => {
      const [first, second] = query.sorting;
      if (!first || second) return original(rows, query, list);
      const value = (row: Row) => JSON.stringify(fieldOf(row, first.field.member) ?? null);
      const place = new Map<string, number>();
      rows.forEach((row, at) => place.set(value(row), place.get(value(row)) ?? at));
      const ordered = rows.toSorted(
        (a, b) =>
          (place.get(value(a)) ?? 0) - (place.get(value(b)) ?? 0) ||
          jumble(query.pageSize, query.page, a['id']) - jumble(query.pageSize, query.page, b['id']),
      );
      return original(ordered, query, list);
    },
  })),
  fault(
    'second-sort-by-first-direction-only',
    'Gives every sorting rule the direction of the first.',
    ['SRT-04'],
    () => ({
      sort: (original) => (rows, rules, list) =>
        original(
          rows,
          rules.map((rule) => ({ ...rule, direction: rules[0]?.direction ?? rule.direction })),
          list,
        ),
    }),
  ),
  fault(
    'desc-page-two-skips',
    'Skips a row at each page border of a list that is sorted downwards.',
    ['SRT-03', 'PAG-02', 'SRT-06', 'FIL-06'],
    () =>
      afterPaging((_, { query, rows }) => {
        if (query.sorting[0]?.direction !== 'desc' || query.page < 2) return {};
        const from = (query.page - 1) * query.pageSize + 1;
        return { items: rows.slice(from, from + query.pageSize) };
      }),
  ),
  fault(
    'uncollated-accents',
    'Sorts names by their second letter on, because their first is the key of a group.',
    ['SRT-01', 'SRT-02'],
    () =>
      afterSorting((rows, [{ field, direction }]) => {
        if (field.name !== 'lastName') return rows;
        const key = (row: Row) => textAt(row, field.member).slice(1).toLowerCase();
        return rows.toSorted(
          (a, b) => (direction === 'desc' ? -1 : 1) * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0),
        );
      }),
  ),
];
