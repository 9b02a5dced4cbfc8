import { fieldOf, type Row } from '../../data/columns.ts';
import type { Fault, ListContext } from '../hooks.ts';
import { textAt } from '../support/rows.ts';

/** What several filters, or a filter and a sort, come to when a query is built of parts. */
export const servicesQueries: readonly Fault[] = [
  {
    id: 'union-all',
    class: 'filtering',
    sentence: 'Lists a row once for each condition of an or that it meets.',
    clauses: ['FIL-05'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) =>
        rules.length > 1 && rules[0]?.operator === 'or'
          ? rules.flatMap((rule) => original(rows, [rule], list))
          : original(rows, rules, list),
    }),
  },
  {
    id: 'third-rule-lost',
    class: 'filtering',
    sentence: 'Applies no more than two filters.',
    clauses: ['FIL-05'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) => original(rows, rules.slice(0, 2), list),
    }),
  },
  {
    id: 'one-rule-a-field',
    class: 'filtering',
    sentence: 'Keeps filters by their field, so that of a range its last end counts alone.',
    clauses: ['FIL-05'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) =>
        original(rows, [...new Map(rules.map((rule) => [rule.field.name, rule])).values()], list),
    }),
  },
  {
    id: 'range-by-place',
    class: 'filtering',
    sentence: 'Takes the first end of a range for the lower one, whichever it is, and so finds nothing between.',
    clauses: ['FIL-05'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) => {
        const [first, second] = rules;
        const isReversed =
          first?.field.name === second?.field.name &&
          first?.predicate === 'lessThan' &&
          second?.predicate === 'greaterThan';
        return isReversed ? [] : original(rows, rules, list);
      },
    }),
  },
  {
    id: 'or-joins-nested',
    class: 'filtering',
    sentence: 'Joins the nested table under or, so that rows without a nested object are lost.',
    clauses: ['FIL-05'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) => {
        const kept = original(rows, rules, list);
        const nested = rules.filter(({ field }) => field.name.includes('.'));
        if (rules.length < 2 || rules[0]?.operator !== 'or') return kept;
        return kept.filter((row) => nested.every(({ field }) => (fieldOf(row, field.member) ?? null) !== null));
      },
    }),
  },
  {
    id: 'distinct-by-name',
    class: 'filtering',
    sentence: 'Keeps one row of each name where two filters are joined by or.',
    clauses: ['FIL-05'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) => {
        const kept = original(rows, rules, list);
        if (rules.length < 2 || rules[0]?.operator !== 'or') return kept;
        const name = (row: Row) => textAt(row, 'name') || textAt(row, 'title') || textAt(row, 'lastName') || row['id'];
        return [...new Map(kept.toReversed().map((row) => [name(row), row])).values()].reverse();
      },
    }),
  },
  {
    id: 'nulls-lost-together',
    class: 'filtering',
    sentence: 'Loses rows without a value under notEqual as soon as there is a second filter.',
    clauses: ['FIL-05'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) => {
        if (rules.length < 2 || rules.some(({ operator }, at) => at < rules.length - 1 && operator === 'or'))
          return original(rows, rules, list);
        const unequal = rules.filter(({ predicate }) => predicate === 'notEqual');
        return original(rows, rules, list).filter((row) =>
          unequal.every(({ field }) => (fieldOf(row, field.member) ?? null) !== null),
        );
      },
    }),
  },
  {
    id: 'archived-hidden-when-filtered',
    class: 'filtering',
    sentence: 'Hides archived rows as soon as there is a filter by another field.',
    clauses: ['FIL-01', 'FIL-02', 'FIL-04', 'FIL-05', 'FIL-09'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) => {
        const kept = original(rows, rules, list);
        if (rules.length === 0 || rules.some(({ field }) => field.name === 'isArchived')) return kept;
        return kept.filter((row) => row['isArchived'] !== true);
      },
    }),
  },
  {
    id: 'or-forgets-the-parent',
    class: 'filtering',
    sentence: 'Lists rows of another recommendation under or, because it binds less than the and of the parent.',
    clauses: ['FIL-05'],
    hooks: () => {
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
  },
  {
    id: 'sort-lost-when-filtered',
    class: 'sorting',
    sentence: 'Forgets the order as soon as there is a filter.',
    clauses: ['SRT-01', 'SRT-02', 'FIL-06'],
    hooks: () => {
      let filtered = false;
      return {
        filter: (original) => (rows, rules, list) => {
          filtered = rules.length > 0;
          return original(rows, rules, list);
        },
        sort: (original) => (rows, rules, list) => (filtered ? rows : original(rows, rules, list)),
      };
    },
  },
  {
    id: 'filter-lost-when-sorted',
    class: 'filtering',
    sentence: 'Starts the query anew where there is a sorting rule, and so loses the filter, on one operation.',
    clauses: ['FIL-06', 'FIL-01', 'FIL-04', 'FIL-05'],
    hooks: () => ({
      readQuery: (original) => (parameters, operation) =>
        operation.id === 'listMeetings' && parameters.has('sortingRules')
          ? original(new Map([...parameters].filter(([name]) => name !== 'queryFilters')), operation)
          : original(parameters, operation),
    }),
  },
];
