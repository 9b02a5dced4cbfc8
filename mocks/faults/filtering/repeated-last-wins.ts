import type { Fault } from '../hooks.ts';
import { changeParameters } from '../support/requests.ts';

export const repeatedLastWins: Fault = {
  id: 'repeated-last-wins',
  class: 'filtering',
  sentence: 'Reads the last of repeated filters alone.',
  clauses: ['FIL-10'],
  hooks: () =>
    changeParameters((parameters) => {
      const values = parameters.get('queryFilters');
      if (values && values.length > 1) parameters.set('queryFilters', values.slice(-1));
    }),
};
