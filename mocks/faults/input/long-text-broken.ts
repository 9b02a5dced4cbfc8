import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';

export const longTextBroken: Fault = {
  id: 'long-text-broken',
  class: 'input',
  sentence: 'Answers 500 to a very long condition.',
  clauses: ['FIL-08'],
  hooks: () =>
    changeReplies(
      (_reply, request) => valuesOf(request, 'queryFilters').some((value) => value.length > 1000),
      (reply) => problem(reply, 500, 'Internal Server Error', 'String or binary data would be truncated.'),
    ),
};
