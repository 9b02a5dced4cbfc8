import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const booleanAsText: Fault = {
  id: 'boolean-as-text',
  class: 'schema',
  sentence: 'Writes booleans as "True" and "False".',
  clauses: ['CON-02'],
  hooks: () =>
    changeEach('listClients', (row) => withMember(row, 'isActive', row['isActive'] === true ? 'True' : 'False')),
};
