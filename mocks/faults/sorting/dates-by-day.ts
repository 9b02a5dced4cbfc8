import type { Row } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { textAt } from '../support/rows.ts';
import { afterSorting } from '../support/sorting.ts';

export const datesByDay: Fault = {
  id: 'dates-by-day',
  class: 'sorting',
  sentence: 'Sorts dates by day and month before the year.',
  clauses: ['SRT-01'],
  hooks: () =>
    afterSorting((rows, [{ field, direction }, ...more]) => {
      if (field.type !== 'date' || more.length > 0) return rows;
      const key = (row: Row) => textAt(row, field.member).replace(/^(\d+)-(\d+)-(\d+)/, '$3.$2.$1');
      const sorted = [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
      return direction === 'desc' ? sorted.reverse() : sorted;
    }),
};
