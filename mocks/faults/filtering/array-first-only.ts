import type { Fault } from '../hooks.ts';
import { changeParameters, rulesIn } from '../support/requests.ts';

export const arrayFirstOnly: Fault = {
  id: 'array-first-only',
  class: 'filtering',
  sentence: 'Reads the first filter of an array alone.',
  clauses: ['FIL-10', 'FIL-05'],
  hooks: () =>
    changeParameters((parameters) => {
      const values = parameters.get('queryFilters');
      const first = rulesIn(values)?.[0];
      if (values?.length === 1 && first) parameters.set('queryFilters', [JSON.stringify(first)]);
    }),
};
