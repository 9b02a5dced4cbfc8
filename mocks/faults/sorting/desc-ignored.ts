import type { Fault } from '../hooks.ts';
import { sortingBy } from '../support/sorting.ts';

export const descIgnored: Fault = {
  id: 'desc-ignored',
  class: 'sorting',
  sentence: 'Does not sort downwards at all, on one operation.',
  clauses: ['SRT-02'],
  hooks: () =>
    sortingBy((rules, list) =>
      list.operation.id === 'listInitiatives' ? rules.filter(({ direction }) => direction === 'asc') : rules,
    ),
};
