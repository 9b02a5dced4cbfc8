import type { Fault } from '../../fault-hooks.ts';

export const slow: Fault = {
  id: 'slow',
  class: 'network',
  sentence: 'Answers two seconds late.',
  clauses: [],
  hooks: () => ({
    around: (honest) => async (request) => {
      const reply = await honest(request);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      return reply;
    },
  }),
};
