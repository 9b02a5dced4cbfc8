import type { Fault } from '../hooks.ts';
import { changePortal } from '../support/portal.ts';

export const revokeCancelActs: Fault = {
  id: 'revoke-cancel-acts',
  class: 'portal',
  sentence: 'Revokes when the question is cancelled.',
  clauses: ['KEY-07'],
  hooks: () =>
    changePortal((original) => ({ cancelKeeps: (action) => action !== 'revoke' && original.cancelKeeps(action) })),
};
