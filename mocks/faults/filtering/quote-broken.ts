import type { ApiRequest } from '../../types.ts';
import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { valuesOf, rulesIn } from '../support/requests.ts';

const conditionsIn = (request: ApiRequest) =>
  (rulesIn(valuesOf(request, 'queryFilters')) ?? []).map(({ condition }) => String(condition));

export const quoteBroken: Fault = {
  id: 'quote-broken',
  class: 'filtering',
  sentence: 'Answers 500 to a condition with a quote in it.',
  clauses: ['FIL-08'],
  hooks: () =>
    changeReplies(
      (_reply, request) => conditionsIn(request).some((condition) => condition.includes("'")),
      (reply) => problem(reply, 500, 'Internal Server Error', 'The query could not be run.'),
    ),
};
