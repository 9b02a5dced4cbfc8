import type { Fault } from '../../fault-hooks.ts';
import { problem } from '../support/replies.ts';

export const operationMissing: Fault = {
  id: 'operation-missing',
  class: 'http',
  sentence: 'Does not know one of the operations.',
  clauses: ['CON-01'],
  hooks: () => ({
    around: (honest) => async (request) => {
      const reply = await honest(request);
      return reply.status === 200 && request.path === '/meetings'
        ? problem(reply, 404, 'Not Found', 'No such resource.')
        : reply;
    },
  }),
};
