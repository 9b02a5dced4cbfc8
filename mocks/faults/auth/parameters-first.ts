import type { Fault } from '../hooks.ts';
import { withHeaders, changeReplies, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';

export const parametersFirst: Fault = {
  id: 'parameters-first',
  class: 'auth',
  sentence: 'Judges the parameters before the key.',
  clauses: ['AUTH-05'],
  hooks: () =>
    changeReplies(
      (reply, request) =>
        reply.status === 401 &&
        [...valuesOf(request, 'page'), ...valuesOf(request, 'pageSize')].some((value) => !/^[1-9]\d*$/.test(value)),
      (reply) =>
        problem(withHeaders(reply, { 'www-authenticate': undefined }), 400, 'Bad Request', 'Correct the parameters.'),
    ),
};
