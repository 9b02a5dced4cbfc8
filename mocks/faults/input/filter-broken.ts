import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { valuesOf, rulesIn } from '../support/requests.ts';

export const filterBroken: Fault = {
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
};
