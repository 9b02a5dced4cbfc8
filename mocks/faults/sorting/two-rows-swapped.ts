import type { Fault } from '../hooks.ts';
import { afterSorting } from '../support/sorting.ts';

export const twoRowsSwapped: Fault = {
  id: 'two-rows-swapped',
  class: 'sorting',
  sentence: 'Swaps two neighbours of the sorted list, on one operation.',
  clauses: ['SRT-01'],
  hooks: () =>
    afterSorting((rows, _rules, list) => {
      const [a, b, c, ...rest] = rows;
      return list.operation.id === 'listMeetings' && a && b && c ? [a, c, b, ...rest] : rows;
    }),
};
