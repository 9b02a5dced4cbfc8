import type { Fault } from '../hooks.ts';
import { changeRows } from '../support/rows.ts';

export const clientUnlisted: Fault = {
  id: 'client-unlisted',
  class: 'relations',
  sentence: 'Leaves deactivated clients out of the list, though reviews name them.',
  clauses: ['REL-02'],
  hooks: () => changeRows('listClients', (rows) => rows.filter((row) => row['isActive'] === true)),
};
