import { memberOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { afterSorting } from '../support/sorting.ts';

export const tiesMerged: Fault = {
  id: 'ties-merged',
  class: 'sorting',
  sentence: 'Keeps one row of those with equal values.',
  clauses: ['SRT-03'],
  hooks: () =>
    afterSorting((rows, [{ field }], list) => {
      if (list.operation.id !== 'listReviews') return rows;
      const seen = new Set<unknown>();
      return rows.filter((row) => {
        const value = memberOf(row, field.member);
        return seen.has(value) ? false : Boolean(seen.add(value));
      });
    }),
};
