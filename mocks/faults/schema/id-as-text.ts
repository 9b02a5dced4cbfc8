import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const idAsText: Fault = {
  id: 'id-as-text',
  class: 'schema',
  sentence: 'Writes the whole-number ids of one operation as text.',
  clauses: ['CON-02'],
  hooks: () => changeEach('listReviews', (row) => withMember(row, 'id', String(row['id']))),
};
