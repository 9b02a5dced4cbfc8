import { memberOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { afterSorting } from '../support/sorting.ts';

export const nullsTwice: Fault = {
  id: 'nulls-twice',
  class: 'sorting',
  sentence: 'Lists rows without a value at both ends.',
  clauses: ['SRT-03', 'PAG-05'],
  hooks: () =>
    afterSorting((rows, [{ field }], list) =>
      list.operation.id === 'listUsers'
        ? [...rows, ...rows.filter((row) => memberOf(row, field.member) === null)]
        : rows,
    ),
};
