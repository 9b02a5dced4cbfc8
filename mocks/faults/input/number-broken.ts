import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';

export const numberBroken: Fault = {
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
};
