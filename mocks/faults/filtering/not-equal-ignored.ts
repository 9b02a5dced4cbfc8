import type { Fault } from '../hooks.ts';
import { blindTo } from '../support/filters.ts';

export const notEqualIgnored: Fault = {
  id: 'not-equal-ignored',
  class: 'filtering',
  sentence: 'Keeps every row under notEqual, on one operation.',
  clauses: ['FIL-02'],
  hooks: () => blindTo('listInitiatives', 'title', ['notEqual']),
};
