import type { Fault } from '../hooks.ts';
import { changePortal } from '../support/portal.ts';

export const deleteCancelActs: Fault = {
  id: 'delete-cancel-acts',
  class: 'portal',
  sentence: 'Deletes when the question is cancelled.',
  clauses: ['KEY-12'],
  hooks: () =>
    changePortal((original) => ({ cancelKeeps: (action) => action !== 'delete' && original.cancelKeeps(action) })),
};
