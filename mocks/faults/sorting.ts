import { type Row, comparable, fieldOf } from '../data/columns.ts';
import type { SortRule } from '../data/sort.ts';
import type { Fault, FaultHooks, ListContext } from './hooks.ts';
import { changeReplies, problem } from './support/replies.ts';
import { changeParameters, completed, droppingRules, renamingFields, rulesIn, valuesOf } from './support/requests.ts';
import { textAt, isNull } from './support/rows.ts';
import { afterPaging } from './support/paging.ts';
import { afterSorting, jumble, sortingBy } from './support/sorting.ts';
import { faultOf } from './support/row.ts';

const fault = faultOf('sorting');

/** Sorts by one date as by a part of its text. */
const datesBy = (part: (text: string) => string, operation?: string): FaultHooks => ({
  sort: (original) => (rows, rules, list) => {
    const [rule, ...more] = rules;
    const isOther = operation !== undefined && list.operation.id !== operation;
    if (rule?.field.type !== 'date' || more.length > 0 || isOther) return original(rows, rules, list);
    const key = (row: Row) => part(textAt(row, rule.field.member));
    const sorted = [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
    return rule.direction === 'desc' ? sorted.reverse() : sorted;
  },
});

/** Faults of the class sorting. */
export const sorting: readonly Fault[] = [
  fault('field-ignored-sorting', 'Does not sort by one field of one operation.', ['SRT-01'], () =>
    sortingBy((rules, list) =>
      list.operation.id === 'listUsers' ? rules.filter(({ field }) => field.name !== 'lastName') : rules,
    ),
  ),
  fault('numbers-as-text-sorting', 'Sorts numbers as text.', ['SRT-01'], () =>
    afterSorting((rows, [{ field, direction }, ...more]) => {
      if ((field.type !== 'number' && field.type !== 'integer') || more.length > 0) return rows;
      const text = (row: Row) => textAt(row, field.member);
      const sorted = [...rows].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
      return direction === 'desc' ? sorted.reverse() : sorted;
    }),
  ),
  fault('page-by-page', 'Sorts each page by itself.', ['SRT-01'], () => {
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
  }),
  fault('dates-by-day', 'Sorts dates by day and month before the year.', ['SRT-01'], () =>
    datesBy((text) => text.replace(/^(\d+)-(\d+)-(\d+)/, '$3.$2.$1')),
  ),
  fault('dates-by-year', 'Sorts dates by their year alone, on one operation.', ['SRT-01'], () =>
    datesBy((text) => text.slice(0, 4), 'listReviews'),
  ),
  fault('dates-of-any-year', 'Sorts dates by month and day, whatever their year, on one operation.', ['SRT-01'], () =>
    datesBy((text) => text.slice(5), 'listMeetings'),
  ),
  fault('unsorted-past-page-one', 'Loses the order past the first hundred rows.', ['SRT-01'], () => ({
    sort: (original) => (rows, rules, list) => {
      if (rules.length === 0) return original(rows, rules, list);
      const sorted = original(rows, rules, list);
      const tail = new Set(sorted.slice(100));
      return [...sorted.slice(0, 100), ...rows.filter((row) => tail.has(row))];
    },
  })),
  fault('nested-by-id', 'Sorts by the id of the client in place of its name.', ['SRT-01'], () =>
    sortingBy((rules) =>
      rules.map((rule) =>
        rule.field.name === 'client.name'
          ? { ...rule, field: { ...rule.field, name: 'client.id', member: 'client.id' } }
          : rule,
      ),
    ),
  ),
  fault('two-rows-swapped', 'Swaps two neighbours of the sorted list, on one operation.', ['SRT-01'], () =>
    afterSorting((rows, _rules, list) => {
      const [a, b, c, ...rest] = rows;
      return list.operation.id === 'listMeetings' && a && b && c ? [a, c, b, ...rest] : rows;
    }),
  ),
  fault('desc-is-asc', 'Sorts upwards whatever the direction.', ['SRT-02'], () =>
    sortingBy((rules) => rules.map((rule) => ({ ...rule, direction: 'asc' as const }))),
  ),
  fault('desc-is-asc-dates', 'Sorts dates upwards whatever the direction, on one operation.', ['SRT-02'], () =>
    sortingBy((rules, list) =>
      list.operation.id === 'listClients'
        ? rules.map((rule) => (rule.field.type === 'date' ? { ...rule, direction: 'asc' as const } : rule))
        : rules,
    ),
  ),
  fault('desc-ignored', 'Does not sort downwards at all, on one operation.', ['SRT-02'], () =>
    sortingBy((rules, list) =>
      list.operation.id === 'listInitiatives' ? rules.filter(({ direction }) => direction === 'asc') : rules,
    ),
  ),
  fault('nulls-dropped', 'Drops rows without a value when it sorts by it.', ['SRT-03'], () =>
    afterSorting((rows, [{ field }]) => rows.filter((row) => !isNull(row, field.member))),
  ),
  fault('nulls-as-number', 'Orders rows without a number as if it were 50.', ['SRT-01', 'SRT-02'], () =>
    afterSorting((rows, [{ field, direction }, ...more]) => {
      if (field.type !== 'number' || more.length > 0) return rows;
      const number = (row: Row) => Number(fieldOf(row, field.member) ?? 50);
      const sign = direction === 'asc' ? 1 : -1;
      return [...rows].sort((a, b) => sign * (number(a) - number(b)));
    }),
  ),
  fault('ties-merged', 'Keeps one row of those with equal values.', ['SRT-03'], () =>
    afterSorting((rows, [{ field }], list) => {
      if (list.operation.id !== 'listReviews') return rows;
      const seen = new Set<unknown>();
      return rows.filter((row) => {
        const value = fieldOf(row, field.member);
        return seen.has(value) ? false : Boolean(seen.add(value));
      });
    }),
  ),
  fault('nulls-twice', 'Lists rows without a value at both ends.', ['SRT-03', 'PAG-05'], () =>
    afterSorting((rows, [{ field }], list) =>
      list.operation.id === 'listUsers'
        ? [...rows, ...rows.filter((row) => fieldOf(row, field.member) === null)]
        : rows,
    ),
  ),
  fault('second-rule-ignored', 'Ignores the second sorting rule.', ['SRT-04'], () =>
    sortingBy((rules) => rules.slice(0, 1)),
  ),
  fault('last-rule-first', 'Lets the last sorting rule decide.', ['SRT-04', 'SRT-01'], () =>
    sortingBy((rules) => [...rules].reverse()),
  ),
  fault('second-rule-upwards', 'Sorts ties upwards whatever the second direction.', ['SRT-04'], () =>
    sortingBy((rules) => rules.map((rule, at) => (at === 0 ? rule : { ...rule, direction: 'asc' as const }))),
  ),
  fault('sort-field-pasted', 'Takes the field of a sorting rule as a part of its query.', ['SRT-05'], () =>
    changeParameters((parameters) => {
      const rules = rulesIn(parameters.get('sortingRules'));
      if (!rules || rules.length === 0) return;
      const read = rules.map((rule) => ({ ...rule, field: String(rule['field']).replace(/ desc$/, '') }));
      parameters.set('sortingRules', [JSON.stringify(read)]);
    }),
  ),
  fault('sort-field-beginning-accepted', 'Takes the beginning of a sort field for the field.', ['SRT-05'], () =>
    renamingFields('sortingRules', completed),
  ),
  fault('unknown-sort-ignored', 'Ignores a sorting rule by a field that does not exist.', ['SRT-05'], () =>
    droppingRules('sortingRules', (rule, fields) => fields.includes(String(rule['field']))),
  ),
  fault('unknown-direction-upwards', 'Sorts upwards where the direction does not exist.', ['SRT-05'], () =>
    changeParameters((parameters) => {
      const rules = rulesIn(parameters.get('sortingRules'));
      if (!rules || rules.length === 0) return;
      const mended = rules.map((rule) => ({ ...rule, direction: rule['direction'] === 'desc' ? 'desc' : 'asc' }));
      parameters.set('sortingRules', [JSON.stringify(mended)]);
    }),
  ),
  fault('malformed-sort-ignored', 'Ignores sorting rules that are no JSON.', ['SRT-05'], () =>
    changeParameters((parameters) => {
      if (!rulesIn(parameters.get('sortingRules'))) parameters.delete('sortingRules');
    }),
  ),
  fault(
    'ties-by-page',
    'Orders ties in another way on each page, as a database without a tie-breaker does.',
    ['SRT-06'],
    () => ({
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
  ),
  fault(
    'no-tie-breaker',
    'Orders rows of equal names in another way on each page of an unsorted list.',
    ['PAG-02', 'SRT-06'],
    () => ({
      page: (original) => (rows, query, list) => {
        if (query.sorting.length > 0 || list.operation.id !== 'listReviews' || query.page === 1)
          return original(rows, query, list);
        const order = (a: Row, b: Row) => jumble(query.page, query.pageSize, a) - jumble(query.page, query.pageSize, b);
        return original([...rows].sort(order), query, list);
      },
    }),
  ),
  fault(
    'late-sorted-page',
    'Begins each page past the first of the sorted list of findings, which is the longest, a row too late.',
    ['SRT-03', 'PAG-02'],
    () =>
      afterPaging(({ items }, { query, list }) => {
        const isOff = list.operation.id === 'listFindings' && query.sorting.length > 0 && query.page > 1;
        return isOff ? { items: items.slice(1) } : {};
      }),
  ),
  fault(
    'sort-times-out',
    'The gateway gives up (504) when findings are sorted by the label of their question.',
    ['CON-15'],
    () =>
      changeReplies(
        (_, request) =>
          request.path.endsWith('/findings') && valuesOf(request, 'sortingRules').join().includes('question.label'),
        (reply) => problem(reply, 504, 'Gateway Timeout', 'The service did not respond in time.'),
      ),
  ),
];
