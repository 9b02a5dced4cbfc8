import { type Row, comparable, fieldOf } from '../data/columns.ts';
import type { SortRule } from '../data/sort.ts';
import type { Fault, ListContext } from './hooks.ts';
import { changeParameters, droppingRules, rulesIn } from './support/requests.ts';
import { textAt } from './support/rows.ts';
import { afterSorting, jumble, sortingBy } from './support/sorting.ts';

/** Faults of the class sorting. */
export const sorting: readonly Fault[] = [
  {
    id: 'field-ignored-sorting',
    class: 'sorting',
    sentence: 'Does not sort by one field of one operation.',
    clauses: ['SRT-01'],
    hooks: () =>
      sortingBy((rules, list) =>
        list.operation.id === 'listUsers' ? rules.filter(({ field }) => field.name !== 'lastName') : rules,
      ),
  },
  {
    id: 'numbers-as-text-sorting',
    class: 'sorting',
    sentence: 'Sorts numbers as text.',
    clauses: ['SRT-01'],
    hooks: () =>
      afterSorting((rows, [{ field, direction }, ...more]) => {
        if ((field.type !== 'number' && field.type !== 'integer') || more.length > 0) return rows;
        const text = (row: Row) => textAt(row, field.member);
        const sorted = [...rows].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
        return direction === 'desc' ? sorted.reverse() : sorted;
      }),
  },
  {
    id: 'page-by-page',
    class: 'sorting',
    sentence: 'Sorts each page by itself.',
    clauses: ['SRT-01'],
    hooks: () => {
      let order: ((rows: readonly Row[], rules: readonly SortRule[], list: ListContext) => readonly Row[]) | undefined;
      return {
        sort: (original) => {
          order = original;
          return (rows) => rows;
        },
        page: (original) => (rows, query, list) => {
          const { items, totalCount } = original(rows, query, list);
          return { items: order?.(items, query.sorting, list) ?? items, totalCount };
        },
      };
    },
  },
  {
    id: 'dates-by-day',
    class: 'sorting',
    sentence: 'Sorts dates by day and month before the year.',
    clauses: ['SRT-01'],
    hooks: () =>
      afterSorting((rows, [{ field, direction }, ...more]) => {
        if (field.type !== 'date' || more.length > 0) return rows;
        const key = (row: Row) => textAt(row, field.member).replace(/^(\d+)-(\d+)-(\d+)/, '$3.$2.$1');
        const sorted = [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
        return direction === 'desc' ? sorted.reverse() : sorted;
      }),
  },
  {
    id: 'unsorted-past-page-one',
    class: 'sorting',
    sentence: 'Loses the order past the first hundred rows.',
    clauses: ['SRT-01'],
    hooks: () => ({
      sort: (original) => (rows, rules, list) => {
        if (rules.length === 0) return original(rows, rules, list);
        const sorted = original(rows, rules, list);
        const tail = new Set(sorted.slice(100));
        return [...sorted.slice(0, 100), ...rows.filter((row) => tail.has(row))];
      },
    }),
  },
  {
    id: 'nested-by-id',
    class: 'sorting',
    sentence: 'Sorts by the id of the client in place of its name.',
    clauses: ['SRT-01'],
    hooks: () =>
      sortingBy((rules) =>
        rules.map((rule) =>
          rule.field.name === 'client.name'
            ? { ...rule, field: { ...rule.field, name: 'client.id', member: 'client.id' } }
            : rule,
        ),
      ),
  },
  {
    id: 'two-rows-swapped',
    class: 'sorting',
    sentence: 'Swaps two neighbours of the sorted list, on one operation.',
    clauses: ['SRT-01'],
    hooks: () =>
      afterSorting((rows, _rules, list) => {
        const [a, b, c, ...rest] = rows;
        return list.operation.id === 'listMeetings' && a && b && c ? [a, c, b, ...rest] : rows;
      }),
  },
  {
    id: 'desc-is-asc',
    class: 'sorting',
    sentence: 'Sorts upwards whatever the direction.',
    clauses: ['SRT-02'],
    hooks: () => sortingBy((rules) => rules.map((rule) => ({ ...rule, direction: 'asc' as const }))),
  },
  {
    id: 'desc-is-asc-dates',
    class: 'sorting',
    sentence: 'Sorts dates upwards whatever the direction, on one operation.',
    clauses: ['SRT-02'],
    hooks: () =>
      sortingBy((rules, list) =>
        list.operation.id === 'listClients'
          ? rules.map((rule) => (rule.field.type === 'date' ? { ...rule, direction: 'asc' as const } : rule))
          : rules,
      ),
  },
  {
    id: 'desc-ignored',
    class: 'sorting',
    sentence: 'Does not sort downwards at all, on one operation.',
    clauses: ['SRT-02'],
    hooks: () =>
      sortingBy((rules, list) =>
        list.operation.id === 'listInitiatives' ? rules.filter(({ direction }) => direction === 'asc') : rules,
      ),
  },
  {
    id: 'nulls-dropped',
    class: 'sorting',
    sentence: 'Drops rows without a value when it sorts by it.',
    clauses: ['SRT-03'],
    hooks: () =>
      afterSorting((rows, [{ field }]) => rows.filter((row) => (fieldOf(row, field.member) ?? null) !== null)),
  },
  {
    id: 'ties-merged',
    class: 'sorting',
    sentence: 'Keeps one row of those with equal values.',
    clauses: ['SRT-03'],
    hooks: () =>
      afterSorting((rows, [{ field }], list) => {
        if (list.operation.id !== 'listReviews') return rows;
        const seen = new Set<unknown>();
        return rows.filter((row) => {
          const value = fieldOf(row, field.member);
          return seen.has(value) ? false : Boolean(seen.add(value));
        });
      }),
  },
  {
    id: 'nulls-twice',
    class: 'sorting',
    sentence: 'Lists rows without a value at both ends.',
    clauses: ['SRT-03', 'PAG-05'],
    hooks: () =>
      afterSorting((rows, [{ field }], list) =>
        list.operation.id === 'listUsers'
          ? [...rows, ...rows.filter((row) => fieldOf(row, field.member) === null)]
          : rows,
      ),
  },
  {
    id: 'second-rule-ignored',
    class: 'sorting',
    sentence: 'Ignores the second sorting rule.',
    clauses: ['SRT-04'],
    hooks: () => sortingBy((rules) => rules.slice(0, 1)),
  },
  {
    id: 'last-rule-first',
    class: 'sorting',
    sentence: 'Lets the last sorting rule decide.',
    clauses: ['SRT-04', 'SRT-01'],
    hooks: () => sortingBy((rules) => [...rules].reverse()),
  },
  {
    id: 'second-rule-upwards',
    class: 'sorting',
    sentence: 'Sorts ties upwards whatever the second direction.',
    clauses: ['SRT-04'],
    hooks: () =>
      sortingBy((rules) => rules.map((rule, at) => (at === 0 ? rule : { ...rule, direction: 'asc' as const }))),
  },
  {
    id: 'unknown-sort-ignored',
    class: 'sorting',
    sentence: 'Ignores a sorting rule by a field that does not exist.',
    clauses: ['SRT-05'],
    hooks: () => droppingRules('sortingRules', (rule, fields) => fields.includes(String(rule['field']))),
  },
  {
    id: 'unknown-direction-upwards',
    class: 'sorting',
    sentence: 'Sorts upwards where the direction does not exist.',
    clauses: ['SRT-05'],
    hooks: () =>
      changeParameters((parameters) => {
        const rules = rulesIn(parameters.get('sortingRules'));
        if (!rules || rules.length === 0) return;
        const mended = rules.map((rule) => ({ ...rule, direction: rule['direction'] === 'desc' ? 'desc' : 'asc' }));
        parameters.set('sortingRules', [JSON.stringify(mended)]);
      }),
  },
  {
    id: 'malformed-sort-ignored',
    class: 'sorting',
    sentence: 'Ignores sorting rules that are no JSON.',
    clauses: ['SRT-05'],
    hooks: () =>
      changeParameters((parameters) => {
        if (!rulesIn(parameters.get('sortingRules'))) parameters.delete('sortingRules');
      }),
  },
  {
    id: 'ties-by-page',
    class: 'sorting',
    sentence: 'Orders ties in another way on each page, as a database without a tie-breaker does.',
    clauses: ['SRT-06'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const [rule] = query.sorting;
        if (!rule) return original(rows, query, list);
        const { member: fieldPath, type } = rule.field;
        const key = (row: Row) => String(comparable(type, fieldOf(row, fieldPath)));
        const groups = new Map<string, Row[]>();
        for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
        const order = (a: Row, b: Row) => jumble(query.page, query.pageSize, a) - jumble(query.page, query.pageSize, b);
        return original(
          [...groups.values()].flatMap((group) => group.sort(order)),
          query,
          list,
        );
      },
    }),
  },
  {
    id: 'no-tie-breaker',
    class: 'sorting',
    sentence: 'Orders rows of equal names in another way on each page of an unsorted list.',
    clauses: ['PAG-02', 'SRT-06'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        if (query.sorting.length > 0 || list.operation.id !== 'listReviews' || query.page === 1)
          return original(rows, query, list);
        const order = (a: Row, b: Row) => jumble(query.page, query.pageSize, a) - jumble(query.page, query.pageSize, b);
        return original([...rows].sort(order), query, list);
      },
    }),
  },
];
