import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';

export const pageOverflow: Fault = {
  id: 'page-overflow',
  class: 'paging',
  sentence: 'Overflows into a 500 on a very large page.',
  clauses: ['PAG-09'],
  hooks: () =>
    changeReplies(
      (_reply, request) => Number(valuesOf(request, 'page')[0] ?? 1) > 2_000_000_000,
      (reply) => problem(reply, 500, 'Internal Server Error', 'Arithmetic operation resulted in an overflow.'),
    ),
};
