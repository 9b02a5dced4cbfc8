import type { Fault } from '../hooks.ts';
import { withBody, changeReplies } from '../support/replies.ts';

export const jsonCut: Fault = {
  id: 'json-cut',
  class: 'http',
  sentence: 'Sends JSON that breaks off, on one operation.',
  clauses: ['CON-03'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/initiatives',
      (reply) => withBody(reply, (reply.body ?? Buffer.alloc(0)).subarray(0, -2)),
    ),
};
