import type { Row } from '../../../../mocks/data/columns.ts';
import type { Planted } from './plant.ts';
import { at, lenient, text } from './rows.ts';

/** Defects of sorting (SRT). */
export const sorting: readonly Planted[] = [
  {
    id: 'sort-without-effect',
    clause: 'SRT-01',
    hooks: {
      sort: (honest) => (rows, all, list) =>
        honest(
          rows,
          all.filter(({ field }) => field.name !== 'lastUpdatedDate' && field.name !== 'name'),
          list,
        ),
    },
  },
  {
    id: 'sort-numbers-as-text',
    clause: 'SRT-01',
    hooks: {
      sort: (honest) => (rows, all, list) => {
        const [rule] = all;
        return rule && ['number', 'integer'].includes(rule.field.type)
          ? [...rows].sort((a, b) => (text(at(a, rule.field)) < text(at(b, rule.field)) ? -1 : 1))
          : honest(rows, all, list);
      },
    },
  },
  {
    id: 'each-page-sorted-by-itself',
    clause: 'SRT-01',
    hooks: () => {
      let sortPage: (rows: readonly Row[]) => readonly Row[] = (rows) => rows;
      return {
        sort: (honest) => (rows, all, list) => {
          sortPage = (page) => honest(page, all, list);
          return rows;
        },
        page: (honest) => (rows, query, list) => {
          const page = honest(rows, query, list);
          return { ...page, items: [...sortPage(page.items)] };
        },
      };
    },
  },
  {
    id: 'desc-is-asc',
    clause: 'SRT-02',
    hooks: {
      sort: (honest) => (rows, all, list) =>
        honest(
          rows,
          all.map((rule) => ({ ...rule, direction: 'asc' })),
          list,
        ),
    },
  },
  {
    id: 'sort-drops-nulls',
    clause: 'SRT-03',
    hooks: {
      sort: (honest) => (rows, all, list) =>
        honest(
          rows.filter((row) => all.every(({ field }) => at(row, field) !== null)),
          all,
          list,
        ),
    },
  },
  {
    id: 'second-rule-ignored',
    clause: 'SRT-04',
    hooks: { sort: (honest) => (rows, all, list) => honest(rows, all.slice(0, 1), list) },
  },
  { id: 'unknown-sort-ignored', clause: 'SRT-05', hooks: lenient(/sortingRules=[^&]*noSuchField[^&]*/, '') },
  {
    id: 'ties-unstable',
    clause: 'SRT-06',
    hooks: {
      page: (honest) => (rows, query, list) => {
        const [rule] = query.sorting;
        if (!rule || query.page === 1) return honest(rows, query, list);
        const groups = new Map<unknown, Row[]>();
        for (const row of rows) {
          const key = at(row, rule.field);
          groups.set(key, [row, ...(groups.get(key) ?? [])]);
        }
        return honest([...groups.values()].flat(), query, list);
      },
    },
  },
];
