import type { Fault } from '../hooks.ts';
import { changeRows } from '../support/rows.ts';

export const rowTwice: Fault = {
  id: 'row-twice',
  class: 'relations',
  sentence: 'Lists one row twice.',
  clauses: ['REL-01', 'PAG-02'],
  hooks: () => changeRows('listUsers', (rows) => (rows[3] ? [...rows, rows[3]] : rows)),
};
