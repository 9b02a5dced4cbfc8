import type { Fault } from '../hooks.ts';
import { wait } from '../../real-time.ts';

export const slowNowAndThen: Fault = {
  id: 'slow-now-and-then',
  class: 'network',
  sentence: 'Answers every tenth request three seconds late.',
  clauses: [],
  hooks: () => {
    let count = 0;
    return {
      around: (original) => async (request) => {
        count += 1;
        if (count % 10 === 0) await wait(3000);
        return original(request);
      },
    };
  },
};
