import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';

export const parametersRequired: Fault = {
  id: 'parameters-required',
  class: 'http',
  sentence: 'Refuses one operation that is asked without a page.',
  clauses: ['CON-01'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/users' && valuesOf(request, 'page').length === 0,
      (reply) => problem(reply, 400, 'Bad Request', 'The page field is required.'),
    ),
};
