import type { Fault } from './hooks.ts';
import { changeReplies, problem } from './support/replies.ts';
import { mending, rulesIn, valuesOf } from './support/requests.ts';

/** Faults of the class input. */
export const input: readonly Fault[] = [
  {
    id: 'size-text',
    class: 'input',
    sentence: 'Takes a page size that is no number for the default.',
    clauses: ['PAG-08'],
    hooks: () => mending(['pageSize'], (value) => (Number.isNaN(Number(value)) ? undefined : value)),
  },
  {
    id: 'size-leading-digits',
    class: 'input',
    sentence: 'Reads the digits at the start of a number and ignores the rest.',
    clauses: ['PAG-08'],
    hooks: () => mending(['page', 'pageSize'], (value) => /^\d+(?=\D)/.exec(value)?.[0] ?? value),
  },
  {
    id: 'exponent-notation',
    class: 'input',
    sentence: 'Reads 1e1 as 10.',
    clauses: ['PAG-08'],
    hooks: () => mending(['page', 'pageSize'], (value) => (/^\d+e\d$/i.test(value) ? String(Number(value)) : value)),
  },
  {
    id: 'size-zero',
    class: 'input',
    sentence: 'Takes a page size of 0 for the default.',
    clauses: ['PAG-08'],
    hooks: () => mending(['pageSize'], (value) => (value === '0' ? undefined : value)),
  },
  {
    id: 'page-zero',
    class: 'input',
    sentence: 'Takes page 0 for the first.',
    clauses: ['PAG-08'],
    hooks: () => mending(['page'], (value) => (value === '0' ? '1' : value)),
  },
  {
    id: 'page-negative',
    class: 'input',
    sentence: 'Takes a negative page for the first.',
    clauses: ['PAG-08'],
    hooks: () => mending(['page'], (value) => (Number(value) < 0 ? '1' : value)),
  },
  {
    id: 'size-negative',
    class: 'input',
    sentence: 'Takes a negative page size without its sign.',
    clauses: ['PAG-08'],
    hooks: () => mending(['pageSize'], (value) => value.replace(/^-/, '')),
  },
  {
    id: 'fraction-truncated',
    class: 'input',
    sentence: 'Cuts the fraction off a page or page size.',
    clauses: ['PAG-08'],
    hooks: () => mending(['page', 'pageSize'], (value) => value.replace(/^(\d+)\.\d+$/, '$1')),
  },
  {
    id: 'empty-is-default',
    class: 'input',
    sentence: 'Takes an empty page or page size for the default.',
    clauses: ['PAG-08'],
    hooks: () => mending(['page', 'pageSize'], (value) => (value === '' ? undefined : value)),
  },
  {
    id: 'number-broken',
    class: 'input',
    sentence: 'Answers 500 to a page size that is no number.',
    clauses: ['PAG-08'],
    hooks: () =>
      changeReplies(
        (reply, request) =>
          reply.status === 400 && valuesOf(request, 'pageSize').some((value) => Number.isNaN(Number(value))),
        (reply) => problem(reply, 500, 'Internal Server Error', 'Input string was not in a correct format.'),
      ),
  },
  {
    id: 'filter-broken',
    class: 'input',
    sentence: 'Answers 500 to a filter that is no JSON.',
    clauses: ['FIL-07'],
    hooks: () =>
      changeReplies(
        (reply, request) =>
          reply.status === 400 &&
          request.query.includes('queryFilters') &&
          rulesIn(valuesOf(request, 'queryFilters')) === undefined,
        (reply) => problem(reply, 500, 'Internal Server Error', 'The input does not contain any JSON tokens.'),
      ),
  },
  {
    id: 'sorting-broken',
    class: 'input',
    sentence: 'Answers 500 to sorting rules that are no JSON.',
    clauses: ['SRT-05'],
    hooks: () =>
      changeReplies(
        (reply, request) =>
          reply.status === 400 &&
          request.query.includes('sortingRules') &&
          rulesIn(valuesOf(request, 'sortingRules')) === undefined,
        (reply) => problem(reply, 500, 'Internal Server Error', 'The input does not contain any JSON tokens.'),
      ),
  },
  {
    id: 'long-text-broken',
    class: 'input',
    sentence: 'Answers 500 to a very long condition.',
    clauses: ['FIL-08'],
    hooks: () =>
      changeReplies(
        (_reply, request) => valuesOf(request, 'queryFilters').some((value) => value.length > 1000),
        (reply) => problem(reply, 500, 'Internal Server Error', 'String or binary data would be truncated.'),
      ),
  },
];
