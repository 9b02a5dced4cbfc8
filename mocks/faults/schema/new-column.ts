import type { Fault } from '../hooks.ts';
import { changeEach } from '../support/rows.ts';

export const newColumn: Fault = {
  id: 'new-column',
  class: 'schema',
  sentence: 'Adds a member that the contract does not know.',
  clauses: ['CON-05'],
  hooks: () => changeEach('listClients', (row) => ({ ...row, accountManager: 'Ada Berger' })),
};
