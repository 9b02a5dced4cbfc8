import type { Fault } from './hooks.ts';
import { changeReplies, problem } from './support/replies.ts';
import { changeRequests, droppingRules, mending, rulesIn, valuesOf } from './support/requests.ts';
import { faultOf } from './support/row.ts';

const fault = faultOf('input');

/** Faults of the class input. */
export const input: readonly Fault[] = [
  fault('size-text', 'Takes a page size that is no number for the default.', ['PAG-08'], () =>
    mending(['pageSize'], (value) => (Number.isNaN(Number(value)) ? undefined : value)),
  ),
  fault('size-leading-digits', 'Reads the digits at the start of a number and ignores the rest.', ['PAG-08'], () =>
    mending(['page', 'pageSize'], (value) => /^\d+(?=\D)/.exec(value)?.[0] ?? value),
  ),
  fault('exponent-notation', 'Reads 1e1 as 10.', ['PAG-08'], () =>
    mending(['page', 'pageSize'], (value) => (/^\d+e\d$/i.test(value) ? String(Number(value)) : value)),
  ),
  fault('size-zero', 'Takes a page size of 0 for the default.', ['PAG-08'], () =>
    mending(['pageSize'], (value) => (value === '0' ? undefined : value)),
  ),
  fault('page-zero', 'Takes page 0 for the first.', ['PAG-08'], () =>
    mending(['page'], (value) => (value === '0' ? '1' : value)),
  ),
  fault('page-negative', 'Takes a negative page for the first.', ['PAG-08'], () =>
    mending(['page'], (value) => (Number(value) < 0 ? '1' : value)),
  ),
  fault('size-negative', 'Takes a negative page size without its sign.', ['PAG-08'], () =>
    mending(['pageSize'], (value) => value.replace(/^-/, '')),
  ),
  fault('fraction-truncated', 'Cuts the fraction off a page or page size.', ['PAG-08'], () =>
    mending(['page', 'pageSize'], (value) => value.replace(/^(\d+)\.\d+$/, '$1')),
  ),
  fault('empty-is-default', 'Takes an empty page or page size for the default.', ['PAG-08'], () =>
    mending(['page', 'pageSize'], (value) => (value === '' ? undefined : value)),
  ),
  fault('number-broken', 'Returns 500 for a page size that is no number.', ['PAG-08'], () =>
    changeReplies(
      (reply, request) =>
        reply.status === 400 && valuesOf(request, 'pageSize').some((value) => Number.isNaN(Number(value))),
      (reply) => problem(reply, 500, 'Internal Server Error', 'Input string was not in a correct format.'),
    ),
  ),
  fault('filter-broken', 'Returns 500 for a filter that is no JSON.', ['FIL-07'], () =>
    changeReplies(
      (reply, request) =>
        reply.status === 400 &&
        request.query.includes('queryFilters') &&
        rulesIn(valuesOf(request, 'queryFilters')) === undefined,
      (reply) => problem(reply, 500, 'Internal Server Error', 'The input does not contain any JSON tokens.'),
    ),
  ),
  fault('sorting-broken', 'Returns 500 for sorting rules that are no JSON.', ['SRT-05'], () =>
    changeReplies(
      (reply, request) =>
        reply.status === 400 &&
        request.query.includes('sortingRules') &&
        rulesIn(valuesOf(request, 'sortingRules')) === undefined,
      (reply) => problem(reply, 500, 'Internal Server Error', 'The input does not contain any JSON tokens.'),
    ),
  ),
  fault('long-text-broken', 'Returns 500 for a very long condition.', ['FIL-08'], () =>
    changeReplies(
      (_reply, request) => valuesOf(request, 'queryFilters').some((value) => value.length > 1000),
      (reply) => problem(reply, 500, 'Internal Server Error', 'String or binary data would be truncated.'),
    ),
  ),
  fault('condition-missing', 'Ignores a filter without a condition.', ['FIL-07'], () =>
    droppingRules('queryFilters', (rule) => 'condition' in rule),
  ),
  fault('direction-missing', 'Returns 500 for a sorting rule without a direction.', ['SRT-05'], () =>
    changeReplies(
      (reply, request) =>
        reply.status === 400 &&
        (rulesIn(valuesOf(request, 'sortingRules')) ?? []).some((rule) => rule !== null && !('direction' in rule)),
      (reply) => problem(reply, 500, 'Internal Server Error', 'Value cannot be null.'),
    ),
  ),
  fault(
    'rule-order',
    'Reads a filter only where its field comes first.',
    ['FIL-05', 'FIL-06', 'FIL-08', 'PAG-05'],
    () => droppingRules('queryFilters', (rule) => Object.keys(rule)[0] === 'field'),
  ),
  fault('below-a-list', 'Serves a list for any path below it.', ['CON-09'], () =>
    changeRequests((request) => (request.path.startsWith('/meetings/') ? { ...request, path: '/meetings' } : request)),
  ),
];
