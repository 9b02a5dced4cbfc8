import type { Fault } from '../hooks.ts';
import { changePortal } from '../support/portal.ts';

export const roleTooMany: Fault = {
  id: 'role-too-many',
  class: 'portal',
  sentence: 'Lets one role too many see and change the keys.',
  clauses: ['KEY-16'],
  hooks: () => changePortal((original) => ({ admits: (role, to) => role === 'Engineer' || original.admits(role, to) })),
};
