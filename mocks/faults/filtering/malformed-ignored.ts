import type { Fault } from '../hooks.ts';
import { changeParameters, rulesIn } from '../support/requests.ts';

export const malformedIgnored: Fault = {
  id: 'malformed-ignored',
  class: 'filtering',
  sentence: 'Ignores a filter that is no JSON.',
  clauses: ['FIL-07'],
  hooks: () =>
    changeParameters((parameters) => {
      if (!rulesIn(parameters.get('queryFilters'))) parameters.delete('queryFilters');
    }),
};
