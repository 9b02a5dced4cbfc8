import type { Fault } from '../hooks.ts';
import { blindTo } from '../support/filters.ts';

export const nestedIgnored: Fault = {
  id: 'nested-ignored',
  class: 'filtering',
  sentence: 'Ignores filters by the client of a row, on one operation.',
  clauses: ['FIL-09'],
  hooks: () => blindTo('listInitiatives', 'client.id'),
};
