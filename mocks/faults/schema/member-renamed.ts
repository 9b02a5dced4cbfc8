import type { Fault } from '../hooks.ts';
import { changeEach, renamed } from '../support/rows.ts';

export const memberRenamed: Fault = {
  id: 'member-renamed',
  class: 'schema',
  sentence: 'Gives a nullable member another name on one operation.',
  clauses: ['CON-05', 'CON-02', 'CON-07'],
  hooks: () => changeEach('listUsers', (row) => renamed(row, 'lastLoginDate', 'lastLogin')),
};
