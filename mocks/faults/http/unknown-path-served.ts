import type { Fault } from '../hooks.ts';
import { withJson, changeReplies } from '../support/replies.ts';

export const unknownPathServed: Fault = {
  id: 'unknown-path-served',
  class: 'http',
  sentence: 'Answers 200 on an unknown path.',
  clauses: ['CON-09'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 404 && !/^\/recommendations\/[^/]+\/configurations$/.test(request.path),
      (reply) => ({ ...withJson(reply, {}), status: 200 }),
    ),
};
