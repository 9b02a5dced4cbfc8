import type { Fault } from '../hooks.ts';

export const slow: Fault = {
  id: 'slow',
  class: 'network',
  sentence: 'Answers two seconds late.',
  clauses: [],
  hooks: () => ({
    around: (original) => async (request) => {
      const reply = await original(request);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      return reply;
    },
  }),
};
