import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const priorityLowerCase: Fault = {
  id: 'priority-lower-case',
  class: 'schema',
  sentence: 'Writes the values of an open set in lower case.',
  clauses: ['CON-06'],
  hooks: () =>
    changeEach('listRecommendations', (row) => withMember(row, 'priority', String(row['priority']).toLowerCase())),
};
