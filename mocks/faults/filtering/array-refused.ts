import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';

export const arrayRefused: Fault = {
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
};
