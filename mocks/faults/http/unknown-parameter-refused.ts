import type { ApiRequest } from '../../types.ts';
import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';

const KNOWN = ['page', 'pageSize', 'queryFilters', 'sortingRules'];
const hasUnknown = ({ query }: ApiRequest) =>
  [...new URLSearchParams(query).keys()].some((name) => !KNOWN.includes(name));

export const unknownParameterRefused: Fault = {
  id: 'unknown-parameter-refused',
  class: 'http',
  sentence: 'Refuses a query parameter that it does not know.',
  clauses: ['CON-13'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 200 && hasUnknown(request),
      (reply) => problem(reply, 400, 'Bad Request', 'There is a parameter that is not known.'),
    ),
};
