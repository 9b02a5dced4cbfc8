import type { Row } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { textAt } from '../support/rows.ts';
import { afterSorting } from '../support/sorting.ts';

export const numbersAsTextSorting: Fault = {
  id: 'numbers-as-text-sorting',
  class: 'sorting',
  sentence: 'Sorts numbers as text.',
  clauses: ['SRT-01'],
  hooks: () =>
    afterSorting((rows, [{ field, direction }, ...more]) => {
      if ((field.type !== 'number' && field.type !== 'integer') || more.length > 0) return rows;
      const text = (row: Row) => textAt(row, field.member);
      const sorted = [...rows].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
      return direction === 'desc' ? sorted.reverse() : sorted;
    }),
};
