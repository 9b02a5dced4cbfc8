import type { Fault } from '../hooks.ts';
import { changePortal } from '../support/portal.ts';

export const anyRole: Fault = {
  id: 'any-role',
  class: 'portal',
  sentence: 'Lets people of every role see and change the keys.',
  clauses: ['KEY-16'],
  hooks: () => changePortal(() => ({ admits: () => true })),
};
