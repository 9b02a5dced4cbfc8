import type { Fault } from '../../fault-hooks.ts';
import { changePortal } from '../support/portal.ts';

export const deleteCancelActs: Fault = {
  id: 'delete-cancel-acts',
  class: 'portal',
  sentence: 'Deletes when the question is cancelled.',
  clauses: ['KEY-12'],
  hooks: () =>
    changePortal((honest) => ({ cancelKeeps: (action) => action !== 'delete' && honest.cancelKeeps(action) })),
};
