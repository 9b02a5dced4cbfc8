import type { Fault } from '../hooks.ts';
import { changeRare, withMember } from '../support/rows.ts';

export const updatedBeforeCreated: Fault = {
  id: 'updated-before-created',
  class: 'relations',
  sentence: 'Updates reviews before it creates them.',
  clauses: ['REL-05'],
  hooks: () => changeRare('listReviews', 60, 31, (row) => withMember(row, 'lastUpdatedDate', '2001-01-01T00:00:00')),
};
