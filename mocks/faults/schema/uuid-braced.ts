import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const uuidBraced: Fault = {
  id: 'uuid-braced',
  class: 'schema',
  sentence: 'Writes ids in braces, as a registry does.',
  clauses: ['CON-02'],
  hooks: () => changeEach('listUsers', (row) => withMember(row, 'id', `{${String(row['id'])}}`)),
};
