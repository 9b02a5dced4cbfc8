import type { Fault } from '../hooks.ts';
import { changeEach, renamed } from '../support/rows.ts';

export const memberCase: Fault = {
  id: 'member-case',
  class: 'schema',
  sentence: 'Writes the members of one operation with a capital letter.',
  clauses: ['CON-05', 'CON-02'],
  hooks: () => changeEach('listOverdueReviewCategories', (row) => renamed(row, 'fullName', 'FullName')),
};
