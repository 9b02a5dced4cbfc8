import type { Fault } from '../hooks.ts';
import { problem } from '../support/replies.ts';

export const operationMissing: Fault = {
  id: 'operation-missing',
  class: 'http',
  sentence: 'Does not know one of the operations.',
  clauses: ['CON-01'],
  hooks: () => ({
    around: (original) => async (request) => {
      const reply = await original(request);
      return reply.status === 200 && request.path === '/meetings'
        ? problem(reply, 404, 'Not Found', 'No such resource.')
        : reply;
    },
  }),
};
