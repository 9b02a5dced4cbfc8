import type { Fault } from '../hooks.ts';
import { withHeaders, changeReplies, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';

export const filtersFirst: Fault = {
  id: 'filters-first',
  class: 'auth',
  sentence: 'Judges the filters before the key.',
  clauses: ['AUTH-05'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 401 && valuesOf(request, 'queryFilters').length > 0,
      (reply) =>
        problem(withHeaders(reply, { 'www-authenticate': undefined }), 400, 'Bad Request', 'Correct the filters.'),
    ),
};
