import type { Fault } from '../../fault-hooks.ts';
import { changePortal } from '../support/portal.ts';

export const roleTooMany: Fault = {
  id: 'role-too-many',
  class: 'portal',
  sentence: 'Lets one role too many see and change the keys.',
  clauses: ['KEY-16'],
  hooks: () => changePortal((honest) => ({ admits: (role, to) => role === 'Engineer' || honest.admits(role, to) })),
};
