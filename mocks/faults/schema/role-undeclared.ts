import type { Fault } from '../hooks.ts';
import { changeRare, withMember } from '../support/rows.ts';

export const roleUndeclared: Fault = {
  id: 'role-undeclared',
  class: 'schema',
  sentence: 'Gives one user a role that nobody has seen.',
  clauses: ['CON-06'],
  hooks: () => changeRare('listUsers', 20, 11, (row) => withMember(row, 'roleName', 'Auditor')),
};
