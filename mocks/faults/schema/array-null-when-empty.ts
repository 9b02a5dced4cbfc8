import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const arrayNullWhenEmpty: Fault = {
  id: 'array-null-when-empty',
  class: 'schema',
  sentence: 'Writes an empty array as null.',
  clauses: ['CON-02'],
  hooks: () =>
    changeEach('listMeetings', (row) =>
      (row['recommendationIds'] as unknown[]).length === 0 ? withMember(row, 'recommendationIds', null) : row,
    ),
};
