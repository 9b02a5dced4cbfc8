import { memberOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { afterSorting } from '../support/sorting.ts';

export const nullsDropped: Fault = {
  id: 'nulls-dropped',
  class: 'sorting',
  sentence: 'Drops rows without a value when it sorts by it.',
  clauses: ['SRT-03'],
  hooks: () =>
    afterSorting((rows, [{ field }]) => rows.filter((row) => (memberOf(row, field.member) ?? null) !== null)),
};
