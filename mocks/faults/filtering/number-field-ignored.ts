import type { Fault } from '../hooks.ts';
import { blindTo } from '../support/filters.ts';

export const numberFieldIgnored: Fault = {
  id: 'number-field-ignored',
  class: 'filtering',
  sentence: 'Ignores filters by one number of one operation.',
  clauses: ['FIL-01', 'FIL-03'],
  hooks: () => blindTo('listRecommendations', 'hours'),
};
