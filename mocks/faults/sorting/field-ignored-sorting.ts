import type { Fault } from '../hooks.ts';
import { sortingBy } from '../support/sorting.ts';

export const fieldIgnoredSorting: Fault = {
  id: 'field-ignored-sorting',
  class: 'sorting',
  sentence: 'Does not sort by one field of one operation.',
  clauses: ['SRT-01'],
  hooks: () =>
    sortingBy((rules, list) =>
      list.operation.id === 'listUsers' ? rules.filter(({ field }) => field.name !== 'lastName') : rules,
    ),
};
