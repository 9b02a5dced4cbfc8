import type { Fault } from '../hooks.ts';
import { changePortal } from '../support/portal.ts';

export const roleCheckedOnPages: Fault = {
  id: 'role-checked-on-pages',
  class: 'portal',
  sentence: 'Hides the keys from people of other roles, but takes the forms that they send.',
  clauses: ['KEY-16'],
  hooks: () => changePortal((original) => ({ admits: (role, to) => to === 'change' || original.admits(role, to) })),
};
