import type { FilterRule } from '../../../../mocks/data/filter.ts';
import type { ListQuery } from '../../../../mocks/data/list-query.ts';
import type { Row } from '../../../../mocks/data/columns.ts';
import type { FaultHooks } from '../../../../mocks/fault-hooks.ts';
import { onReply, onRequest, problem, type Planted } from './plant.ts';
import { at, lenient, text } from './rows.ts';

/** Changes the rules that a filter goes by; those left away leave every row. */
const rules = (change: (rules: readonly FilterRule[]) => readonly FilterRule[]): FaultHooks => ({
  filter: (honest) => (rows, all, list) => honest(rows, change(all), list),
});

/** Tests rows by a rule in a way of its own; rules it says nothing of are honest. */
const test = (own: (row: Row, rule: FilterRule) => boolean | undefined): FaultHooks => ({
  filter: (honest) => (rows, all, list) => {
    const [rule] = all;
    if (!rule || all.length > 1) return honest(rows, all, list);
    const kept = new Set(honest(rows, all, list));
    return rows.filter((row) => own(row, rule) ?? kept.has(row));
  },
});

const paged = (change: (query: ListQuery, rows: readonly Row[]) => Partial<ListQuery>): FaultHooks => ({
  page: (honest) => (rows, query, list) => honest(rows, { ...query, ...change(query, rows) }, list),
});

/** Defects of paging (PAG) and filtering (FIL). */
export const lists: readonly Planted[] = [
  {
    id: 'default-size-unbounded',
    clause: 'PAG-01',
    hooks: paged((query) => (query.pageSize === 100 ? { pageSize: 150 } : {})),
  },
  { id: 'zero-based', clause: 'PAG-02', hooks: paged(({ page }) => ({ page: page + 1 })) },
  {
    id: 'gap-at-borders',
    clause: 'PAG-02',
    hooks: { page: (honest) => (rows, query, list) => honest(query.page > 1 ? rows.slice(1) : rows, query, list) },
  },
  {
    id: 'duplicate-at-borders',
    clause: 'PAG-02',
    hooks: {
      page: (honest) => (rows, query, list) =>
        honest(query.page > 1 ? [...rows.slice(0, 1), ...rows] : rows, query, list),
    },
  },
  {
    id: 'size-ignored-on-one',
    clause: 'PAG-03',
    hooks: {
      page: (honest) => (rows, query, list) =>
        honest(rows, list.operation.id === 'listUsers' ? { ...query, pageSize: 100 } : query, list),
    },
  },
  {
    id: 'last-partial-page-dropped',
    clause: 'PAG-03',
    hooks: {
      page: (honest) => (rows, query, list) => {
        const page = honest(rows, query, list);
        return query.page > 1 && page.items.length < query.pageSize ? { ...page, items: [] } : page;
      },
    },
  },
  {
    id: 'echo-wrong',
    clause: 'PAG-04',
    hooks: { envelope: (honest) => (page, query, list) => honest(page, { ...query, page: 1 }, list) },
  },
  {
    id: 'total-of-the-page',
    clause: 'PAG-05',
    hooks: {
      page: (honest) => (rows, query, list) => {
        const page = honest(rows, query, list);
        return { ...page, totalCount: page.items.length };
      },
    },
  },
  {
    id: 'total-ignores-the-filter',
    clause: 'PAG-05',
    hooks: () => {
      const whole = new Map<string, number>();
      return {
        page: (honest) => (rows, query, list) => {
          const name = list.operation.id;
          if (query.filters.length === 0) whole.set(name, rows.length);
          return { ...honest(rows, query, list), totalCount: whole.get(name) ?? rows.length };
        },
      };
    },
  },
  {
    id: 'past-the-end-repeats',
    clause: 'PAG-06',
    hooks: paged(({ page, pageSize }, rows) => ({
      page: Math.min(page, Math.max(1, Math.ceil(rows.length / pageSize))),
    })),
  },
  {
    id: 'oversize-served',
    clause: 'PAG-07',
    hooks: {
      ...lenient(/pageSize=1000/, 'pageSize=99'),
      ...paged(({ pageSize }) => (pageSize === 99 ? { pageSize: 1000 } : {})),
    },
  },
  { id: 'oversize-clamped', clause: 'PAG-08', hooks: lenient(/pageSize=(1\d\d+|\d{4,})/, 'pageSize=100') },
  { id: 'junk-ignored', clause: 'PAG-08', hooks: lenient(/(page|pageSize)=[^&]*[^\d&][^&]*/g, '') },
  { id: 'zero-served', clause: 'PAG-08', hooks: lenient(/(page|pageSize)=0+(?=&|$)/g, '$1=1') },
  {
    id: 'page-overflows',
    clause: 'PAG-09',
    hooks: onReply((_, { query }) => (query.includes('page=2147483647') ? problem(500) : undefined)),
  },
  {
    id: 'field-without-effect',
    clause: 'FIL-01',
    hooks: rules((all) => all.filter(({ field }) => field.name !== 'isArchived')),
  },
  {
    id: 'text-field-without-effect',
    clause: 'FIL-01',
    hooks: rules((all) => all.filter(({ field }) => field.name !== 'roleName')),
  },
  {
    id: 'equal-is-prefix',
    clause: 'FIL-01',
    hooks: test((row, { field, predicate, condition }) =>
      predicate === 'equal' && field.type === 'string' ? text(at(row, field)).startsWith(condition) : undefined,
    ),
  },
  {
    id: 'nulls-lost',
    clause: 'FIL-02',
    hooks: test((row, { field, predicate }) =>
      predicate === 'notEqual' && at(row, field) === null ? false : undefined,
    ),
  },
  {
    id: 'greater-or-equal',
    clause: 'FIL-03',
    hooks: test((row, { field, predicate, condition }) =>
      predicate === 'greaterThan' && text(at(row, field)) === condition ? true : undefined,
    ),
  },
  {
    id: 'numbers-as-text',
    clause: 'FIL-03',
    hooks: test((row, { field, predicate, condition }) => {
      const value = at(row, field);
      if (typeof value !== 'number') return undefined;
      return predicate === 'greaterThan'
        ? String(value) > condition
        : predicate === 'lessThan'
          ? String(value) < condition
          : undefined;
    }),
  },
  {
    id: 'dates-shifted',
    clause: 'FIL-03',
    hooks: rules((all) =>
      all.map((rule) => (typeof rule.key === 'bigint' ? { ...rule, key: rule.key + 72_000_000_000n } : rule)),
    ),
  },
  {
    id: 'contains-is-prefix',
    clause: 'FIL-04',
    hooks: test((row, { field, predicate, condition }) =>
      predicate === 'contains' ? text(at(row, field)).startsWith(condition) : undefined,
    ),
  },
  { id: 'and-acts-as-or', clause: 'FIL-05', hooks: rules((all) => all.map((rule) => ({ ...rule, operator: 'or' }))) },
  { id: 'first-rule-only', clause: 'FIL-05', hooks: rules((all) => all.slice(0, 1)) },
  {
    id: 'filter-after-paging',
    clause: 'FIL-06',
    hooks: {
      filter: () => (rows) => rows,
      page: (honest) => (rows, query, list) => {
        const page = honest(rows, query, list);
        const [rule] = query.filters;
        return { ...page, items: page.items.filter((row) => !rule || text(at(row, rule.field)) === rule.condition) };
      },
    },
  },
  {
    id: 'unknown-field-ignored',
    clause: 'FIL-07',
    hooks: lenient(/queryFilters=[^&]*(noSuchField|clientName)[^&]*/, ''),
  },
  {
    id: 'percent-is-a-wildcard',
    clause: 'FIL-08',
    hooks: test((_, { condition }) => (condition.includes('%') ? true : undefined)),
  },
  {
    id: 'underscore-is-a-wildcard',
    clause: 'FIL-08',
    hooks: test((row, { condition, field }) => (condition === '_' ? text(at(row, field)) !== '' : undefined)),
  },
  {
    id: 'quote-fails',
    clause: 'FIL-08',
    hooks: onReply((_, { query }) =>
      /%27|'/.test(query) ? problem(500, { detail: 'Unclosed quotation mark' }) : undefined,
    ),
  },
  {
    id: 'plus-is-a-blank',
    clause: 'FIL-08',
    hooks: onRequest((request) => ({ ...request, query: request.query.replaceAll('%2B', '%20') })),
  },
  {
    id: 'ampersand-cuts',
    clause: 'FIL-08',
    hooks: test((_, { condition }) => (condition.includes('&') ? true : undefined)),
  },
  {
    id: 'nested-field-without-effect',
    clause: 'FIL-09',
    hooks: rules((all) => all.filter(({ field }) => field.name !== 'client.id')),
  },
  { id: 'repeat-ignored', clause: 'FIL-10', hooks: lenient(/queryFilters=[^&]*&(?=queryFilters=)/g, '') },
];
