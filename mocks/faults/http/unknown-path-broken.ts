import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';

export const unknownPathBroken: Fault = {
  id: 'unknown-path-broken',
  class: 'http',
  sentence: 'Answers 500 on an unknown path.',
  clauses: ['CON-09'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 404 && !/^\/recommendations\/[^/]+\/configurations$/.test(request.path),
      (reply) => problem(reply, 500, 'Internal Server Error', 'No route matched.'),
    ),
};
