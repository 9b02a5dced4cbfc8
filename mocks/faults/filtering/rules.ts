import type { Row } from '../../data/columns.ts';
import { PREDICATES, type FilterRule } from '../../data/filter.ts';
import type { Fault, ListContext } from '../hooks.ts';
import { changeReplies, problem, withBody } from '../support/replies.ts';
import {
  changeParameters,
  completed,
  droppingRules,
  mending,
  renamingFields,
  rulesIn,
  valuesOf,
} from '../support/requests.ts';
import { faultOf } from '../support/row.ts';

const fault = faultOf('filtering');

const isPredicate = (text: unknown) => (PREDICATES as readonly unknown[]).includes(text);

/** Faults of the class filtering: several rules, malformed ones, and pages of a filtered list. */
export const filteringRules: readonly Fault[] = [
  fault('and-is-or', 'Joins filters by or, whatever they say.', ['FIL-05'], () => ({
    filter: (original) => (rows, rules, list) =>
      original(
        rows,
        rules.map((rule) => ({ ...rule, operator: 'or' as const })),
        list,
      ),
  })),
  fault('or-is-and', 'Joins filters by and, whatever they say.', ['FIL-05'], () => ({
    filter: (original) => (rows, rules, list) =>
      original(
        rows,
        rules.map((rule) => ({ ...rule, operator: 'and' as const })),
        list,
      ),
  })),
  fault('first-rule-only', 'Applies the first filter alone.', ['FIL-05'], () => ({
    filter: (original) => (rows, rules, list) => original(rows, rules.slice(0, 1), list),
  })),
  fault('last-rule-only', 'Applies the last filter alone.', ['FIL-05'], () => ({
    filter: (original) => (rows, rules, list) => original(rows, rules.slice(-1), list),
  })),
  fault('lost-under-and', 'Loses one condition of two that are joined by and, on one operation.', ['FIL-05'], () => ({
    filter: (original) => (rows, rules, list) => {
      const joined = list.operation.id === 'listReviews' && rules.length > 1 && rules[0]?.operator === 'and';
      return original(rows, joined ? rules.slice(0, 1) : rules, list);
    },
  })),
  fault(
    'lost-row-under-and',
    'Leaves a row out, and does not count it, where two filters of findings, the longest list, are joined by and.',
    ['FIL-05'],
    () => ({
      filter: (original) => (rows, rules, list) => {
        const kept = original(rows, rules, list);
        const joined = list.operation.id === 'listFindings' && rules.length > 1 && rules[0]?.operator === 'and';
        return joined ? kept.slice(1) : kept;
      },
    }),
  ),
  fault('after-paging', 'Filters the page, not the list.', ['FIL-06'], () => {
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
  }),
  fault('after-hundred', 'Looks for matches among the first 100 rows alone.', ['FIL-06', 'FIL-01'], () => ({
    filter: (original) => (rows, rules, list) => original(rules.length > 0 ? rows.slice(0, 100) : rows, rules, list),
  })),
  fault('unknown-field-ignored', 'Ignores a filter by a field that does not exist.', ['FIL-07'], () =>
    droppingRules('queryFilters', (rule, fields) => fields.includes(String(rule['field']))),
  ),
  fault('field-beginning-accepted', 'Takes the beginning of a field for the field.', ['FIL-07'], () =>
    renamingFields('queryFilters', completed),
  ),
  fault('single-quotes-read', 'Reads a filter in single quotes as JSON.', ['FIL-07'], () =>
    mending(['queryFilters'], (value) => (rulesIn([value]) ? value : value.replaceAll("'", '"'))),
  ),
  fault('unknown-predicate-ignored', 'Ignores a filter by a predicate that does not exist.', ['FIL-07'], () =>
    droppingRules('queryFilters', (rule) => isPredicate(rule['predicate'])),
  ),
  fault('unknown-predicate-equal', 'Takes a predicate that does not exist for equal.', ['FIL-07'], () =>
    changeParameters((parameters) => {
      const rules = rulesIn(parameters.get('queryFilters'));
      if (!rules || rules.every(({ predicate }) => isPredicate(predicate))) return;
      const equal = rules.map((rule) => (isPredicate(rule['predicate']) ? rule : { ...rule, predicate: 'equal' }));
      parameters.set('queryFilters', [JSON.stringify(equal)]);
    }),
  ),
  fault('malformed-ignored', 'Ignores a filter that is no JSON.', ['FIL-07'], () =>
    changeParameters((parameters) => {
      if (!rulesIn(parameters.get('queryFilters'))) parameters.delete('queryFilters');
    }),
  ),
  fault('unknown-field-empty', 'Finds nothing by a field that does not exist.', ['FIL-07'], () =>
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
  ),
  fault('array-first-only', 'Reads the first filter of an array alone.', ['FIL-10', 'FIL-05'], () =>
    changeParameters((parameters) => {
      const values = parameters.get('queryFilters');
      const first = rulesIn(values)?.[0];
      if (values?.length === 1 && first) parameters.set('queryFilters', [JSON.stringify(first)]);
    }),
  ),
  fault('repeated-last-wins', 'Reads the last of repeated filters alone.', ['FIL-10'], () =>
    changeParameters((parameters) => {
      const values = parameters.get('queryFilters');
      if (values && values.length > 1) parameters.set('queryFilters', values.slice(-1));
    }),
  ),
  fault('array-refused', 'Rejects filters in an array.', ['FIL-10'], () =>
    changeReplies(
      (reply, request) =>
        reply.status === 200 && valuesOf(request, 'queryFilters').some((value) => value.trim().startsWith('[')),
      (reply) => problem(reply, 400, 'Bad Request', 'An object was expected.'),
    ),
  ),
];
