import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const nullObjectEmpty: Fault = {
  id: 'null-object-empty',
  class: 'schema',
  sentence: 'Writes an empty object where a nested one is null.',
  clauses: ['CON-02'],
  hooks: () =>
    changeEach('listReviews', (row) => (row['assignedVCIO'] === null ? withMember(row, 'assignedVCIO', {}) : row)),
};
