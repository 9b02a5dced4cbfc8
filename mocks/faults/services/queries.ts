import type { Row } from '../../data/columns.ts';
import type { Fault, ListContext } from '../hooks.ts';
import { textAt, isNull } from '../support/rows.ts';
import { faultOf } from '../support/row.ts';

const filtering = faultOf('filtering');
const sorting = faultOf('sorting');

/** What several filters, or a filter and a sort, come to when a query is built of parts. */
export const servicesQueries: readonly Fault[] = [
  filtering('union-all', 'Lists a row once for each condition of an or that it meets.', ['FIL-05'], () => ({
    filter: (original) => (rows, rules, list) =>
      rules.length > 1 && rules[0]?.operator === 'or'
        ? rules.flatMap((rule) => original(rows, [rule], list))
        : original(rows, rules, list),
  })),
  filtering('third-rule-lost', 'Applies no more than two filters.', ['FIL-05'], () => ({
    filter: (original) => (rows, rules, list) => original(rows, rules.slice(0, 2), list),
  })),
  filtering(
    'one-rule-a-field',
    'Keeps filters by their field, so that of a range its last end counts alone.',
    ['FIL-05'],
    () => ({
      filter: (original) => (rows, rules, list) =>
        original(rows, [...new Map(rules.map((rule) => [rule.field.name, rule])).values()], list),
    }),
  ),
  filtering(
    'range-by-place',
    'Takes the first end of a range for the lower one, whichever it is, and so finds nothing between.',
    ['FIL-05'],
    () => ({
      filter: (original) => (rows, rules, list) => {
        const [first, second] = rules;
        const isReversed =
          first?.field.name === second?.field.name &&
          first?.predicate === 'lessThan' &&
          second?.predicate === 'greaterThan';
        return isReversed ? [] : original(rows, rules, list);
      },
    }),
  ),
  filtering(
    'or-joins-nested',
    'Joins the nested table under or, so that rows without a nested object are lost.',
    ['FIL-05'],
    () => ({
      filter: (original) => (rows, rules, list) => {
        const kept = original(rows, rules, list);
        const nested = rules.filter(({ field }) => field.name.includes('.'));
        if (rules.length < 2 || rules[0]?.operator !== 'or') return kept;
        return kept.filter((row) => nested.every(({ field }) => !isNull(row, field.member)));
      },
    }),
  ),
  filtering('distinct-by-name', 'Keeps one row of each name where two filters are joined by or.', ['FIL-05'], () => ({
    filter: (original) => (rows, rules, list) => {
      const kept = original(rows, rules, list);
      if (rules.length < 2 || rules[0]?.operator !== 'or') return kept;
      const name = (row: Row) => textAt(row, 'name') || textAt(row, 'title') || textAt(row, 'lastName') || row['id'];
      return [...new Map(kept.toReversed().map((row) => [name(row), row])).values()].reverse();
    },
  })),
  filtering(
    'nulls-lost-together',
    'Loses rows without a value under notEqual as soon as there is a second filter.',
    ['FIL-05'],
    () => ({
      filter: (original) => (rows, rules, list) => {
        if (rules.length < 2 || rules.some(({ operator }, at) => at < rules.length - 1 && operator === 'or'))
          return original(rows, rules, list);
        const unequal = rules.filter(({ predicate }) => predicate === 'notEqual');
        return original(rows, rules, list).filter((row) => unequal.every(({ field }) => !isNull(row, field.member)));
      },
    }),
  ),
  filtering(
    'archived-hidden-when-filtered',
    'Hides archived rows as soon as there is a filter by another field.',
    ['FIL-01', 'FIL-02', 'FIL-04', 'FIL-05', 'FIL-09'],
    () => ({
      filter: (original) => (rows, rules, list) => {
        const kept = original(rows, rules, list);
        if (rules.length === 0 || rules.some(({ field }) => field.name === 'isArchived')) return kept;
        return kept.filter((row) => row['isArchived'] !== true);
      },
    }),
  ),
  filtering(
    'or-forgets-the-parent',
    'Lists rows of another recommendation under or, because it binds less than the and of the parent.',
    ['FIL-05'],
    () => {
      const seen = new Map<string, readonly Row[]>();
      return {
        rows: (original) => (list: ListContext) => {
          const rows = original(list);
          if (rows && list.parent !== undefined) seen.set(list.parent, rows);
          return rows;
        },
        filter: (original) => (rows, rules, list) => {
          if (list.parent === undefined || rules.length < 2 || rules[0]?.operator !== 'or')
            return original(rows, rules, list);
          const others = [...seen].flatMap(([parent, some]) => (parent === list.parent ? [] : some));
          return [...original(rows, rules, list), ...original(others, rules.slice(1), list)];
        },
      };
    },
  ),
  sorting(
    'sort-lost-when-filtered',
    'Forgets the order as soon as there is a filter.',
    ['SRT-01', 'SRT-02', 'FIL-06'],
    () => {
      let filtered = false;
      return {
        filter: (original) => (rows, rules, list) => {
          filtered = rules.length > 0;
          return original(rows, rules, list);
        },
        sort: (original) => (rows, rules, list) => (filtered ? rows : original(rows, rules, list)),
      };
    },
  ),
  filtering(
    'filter-lost-when-sorted',
    'Starts the query anew where there is a sorting rule, and so loses the filter, on one operation.',
    ['FIL-06', 'FIL-01', 'FIL-04', 'FIL-05'],
    () => ({
      readQuery: (original) => (parameters, operation) =>
        operation.id === 'listMeetings' && parameters.has('sortingRules')
          ? original(new Map([...parameters].filter(([name]) => name !== 'queryFilters')), operation)
          : original(parameters, operation),
    }),
  ),
];
