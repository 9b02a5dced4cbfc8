import type { ApiRequest } from '../../types.ts';
import type { Fault } from '../hooks.ts';
import { withJson, jsonOf, changeReplies } from '../support/replies.ts';

const KNOWN = ['page', 'pageSize', 'queryFilters', 'sortingRules'];
const hasUnknown = ({ query }: ApiRequest) =>
  [...new URLSearchParams(query).keys()].some((name) => !KNOWN.includes(name));

export const unknownParameterEmpties: Fault = {
  id: 'unknown-parameter-empties',
  class: 'http',
  sentence: 'Finds nothing when a query parameter is not known.',
  clauses: ['CON-13'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 200 && hasUnknown(request),
      (reply) => withJson(reply, { ...jsonOf(reply), totalCount: 0, items: [] }),
    ),
};
