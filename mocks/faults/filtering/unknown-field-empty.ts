import type { Fault } from '../hooks.ts';
import { withBody, changeReplies } from '../support/replies.ts';
import { valuesOf, rulesIn } from '../support/requests.ts';

export const unknownFieldEmpty: Fault = {
  id: 'unknown-field-empty',
  class: 'filtering',
  sentence: 'Finds nothing by a field that does not exist.',
  clauses: ['FIL-07'],
  hooks: () =>
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
};
