import type { Fault } from '../hooks.ts';
import { changeParameters, rulesIn } from '../support/requests.ts';

export const malformedSortIgnored: Fault = {
  id: 'malformed-sort-ignored',
  class: 'sorting',
  sentence: 'Ignores sorting rules that are no JSON.',
  clauses: ['SRT-05'],
  hooks: () =>
    changeParameters((parameters) => {
      if (!rulesIn(parameters.get('sortingRules'))) parameters.delete('sortingRules');
    }),
};
