import type { Fault } from '../hooks.ts';
import { wait } from '../../real-time.ts';

export const slow: Fault = {
  id: 'slow',
  class: 'network',
  sentence: 'Answers two seconds late.',
  clauses: [],
  hooks: () => ({
    around: (original) => async (request) => {
      const reply = await original(request);
      await wait(2000);
      return reply;
    },
  }),
};
