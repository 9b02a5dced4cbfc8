import type { Reply } from '../../types.ts';
import type { Fault } from '../hooks.ts';

export const cachedWithoutKey: Fault = {
  id: 'cached-without-key',
  class: 'exposure',
  sentence: 'Serves from its cache without asking for the key.',
  clauses: ['SEC-02', 'AUTH-01'],
  hooks: () => {
    const cache = new Map<string, Reply>();
    return {
      around: (original) => async (request) => {
        const url = `${request.method} ${request.path}?${request.query}`;
        const reply = await original(request);
        if (reply.status === 200) cache.set(url, reply);
        return reply.status === 401 ? (cache.get(url) ?? reply) : reply;
      },
    };
  },
};
