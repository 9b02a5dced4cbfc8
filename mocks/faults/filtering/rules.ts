import type { Row } from '../../data/columns.ts';
import type { FilterRule } from '../../data/filter.ts';
import type { Fault, ListContext } from '../hooks.ts';
import { changeReplies, problem, withBody } from '../support/replies.ts';
import { changeParameters, droppingRules, rulesIn, valuesOf } from '../support/requests.ts';

/** Faults of the class filtering: several rules, malformed ones, and pages of a filtered list. */
export const filteringRules: readonly Fault[] = [
  {
    id: 'and-is-or',
    class: 'filtering',
    sentence: 'Joins filters by or, whatever they say.',
    clauses: ['FIL-05'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) =>
        original(
          rows,
          rules.map((rule) => ({ ...rule, operator: 'or' as const })),
          list,
        ),
    }),
  },
  {
    id: 'or-is-and',
    class: 'filtering',
    sentence: 'Joins filters by and, whatever they say.',
    clauses: ['FIL-05'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) =>
        original(
          rows,
          rules.map((rule) => ({ ...rule, operator: 'and' as const })),
          list,
        ),
    }),
  },
  {
    id: 'first-rule-only',
    class: 'filtering',
    sentence: 'Applies the first filter alone.',
    clauses: ['FIL-05'],
    hooks: () => ({ filter: (original) => (rows, rules, list) => original(rows, rules.slice(0, 1), list) }),
  },
  {
    id: 'last-rule-only',
    class: 'filtering',
    sentence: 'Applies the last filter alone.',
    clauses: ['FIL-05'],
    hooks: () => ({ filter: (original) => (rows, rules, list) => original(rows, rules.slice(-1), list) }),
  },
  {
    id: 'lost-under-and',
    class: 'filtering',
    sentence: 'Loses one condition of two that are joined by and, on one operation.',
    clauses: ['FIL-05'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) => {
        const joined = list.operation.id === 'listReviews' && rules.length > 1 && rules[0]?.operator === 'and';
        return original(rows, joined ? rules.slice(0, 1) : rules, list);
      },
    }),
  },
  {
    id: 'after-paging',
    class: 'filtering',
    sentence: 'Filters the page, not the list.',
    clauses: ['FIL-06'],
    hooks: () => {
      let keep: ((rows: readonly Row[], rules: readonly FilterRule[], list: ListContext) => readonly Row[]) | undefined;
      return {
        filter: (original) => {
          keep = original;
          return (rows) => rows;
        },
        page: (original) => (rows, query, list) => {
          const { items, totalCount } = original(rows, query, list);
          return { items: keep?.(items, query.filters, list) ?? items, totalCount };
        },
      };
    },
  },
  {
    id: 'after-hundred',
    class: 'filtering',
    sentence: 'Looks for matches among the first 100 rows alone.',
    clauses: ['FIL-06', 'FIL-01'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) => original(rules.length > 0 ? rows.slice(0, 100) : rows, rules, list),
    }),
  },
  {
    id: 'unknown-field-ignored',
    class: 'filtering',
    sentence: 'Ignores a filter by a field that does not exist.',
    clauses: ['FIL-07'],
    hooks: () => droppingRules('queryFilters', (rule, fields) => fields.includes(String(rule['field']))),
  },
  {
    id: 'unknown-predicate-ignored',
    class: 'filtering',
    sentence: 'Ignores a filter by a predicate that does not exist.',
    clauses: ['FIL-07'],
    hooks: () =>
      droppingRules('queryFilters', (rule) =>
        ['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains'].includes(String(rule['predicate'])),
      ),
  },
  {
    id: 'malformed-ignored',
    class: 'filtering',
    sentence: 'Ignores a filter that is no JSON.',
    clauses: ['FIL-07'],
    hooks: () =>
      changeParameters((parameters) => {
        if (!rulesIn(parameters.get('queryFilters'))) parameters.delete('queryFilters');
      }),
  },
  {
    id: 'unknown-field-empty',
    class: 'filtering',
    sentence: 'Finds nothing by a field that does not exist.',
    clauses: ['FIL-07'],
    hooks: () =>
      changeReplies(
        (reply, request) =>
          reply.status === 400 &&
          rulesIn(valuesOf(request, 'queryFilters')) !== undefined &&
          valuesOf(request, 'queryFilters').length > 0,
        (reply) => ({
          ...withBody(reply, '{"page":1,"pageSize":100,"totalCount":0,"items":[]}', 'application/json; charset=utf-8'),
          status: 200,
        }),
      ),
  },
  {
    id: 'array-first-only',
    class: 'filtering',
    sentence: 'Reads the first filter of an array alone.',
    clauses: ['FIL-10', 'FIL-05'],
    hooks: () =>
      changeParameters((parameters) => {
        const values = parameters.get('queryFilters');
        const first = rulesIn(values)?.[0];
        if (values?.length === 1 && first) parameters.set('queryFilters', [JSON.stringify(first)]);
      }),
  },
  {
    id: 'repeated-last-wins',
    class: 'filtering',
    sentence: 'Reads the last of repeated filters alone.',
    clauses: ['FIL-10'],
    hooks: () =>
      changeParameters((parameters) => {
        const values = parameters.get('queryFilters');
        if (values && values.length > 1) parameters.set('queryFilters', values.slice(-1));
      }),
  },
  {
    id: 'array-refused',
    class: 'filtering',
    sentence: 'Refuses filters in an array.',
    clauses: ['FIL-10'],
    hooks: () =>
      changeReplies(
        (reply, request) =>
          reply.status === 200 && valuesOf(request, 'queryFilters').some((value) => value.trim().startsWith('[')),
        (reply) => problem(reply, 400, 'Bad Request', 'An object was expected.'),
      ),
  },
];
