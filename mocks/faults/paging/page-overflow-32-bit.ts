import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';

export const pageOverflow32Bit: Fault = {
  id: 'page-overflow-32-bit',
  class: 'paging',
  sentence: 'Overflows into a 500 where page times page size passes 32 bits.',
  clauses: ['PAG-09'],
  hooks: () =>
    changeReplies(
      (reply, request) =>
        reply.status === 200 &&
        Number(valuesOf(request, 'page')[0] ?? 1) * Number(valuesOf(request, 'pageSize')[0] ?? 100) > 2 ** 31,
      (reply) => problem(reply, 500, 'Internal Server Error', 'Arithmetic operation resulted in an overflow.'),
    ),
};
