import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { valuesOf, rulesIn } from '../support/requests.ts';

export const sortingBroken: Fault = {
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
};
