import type { Fault } from '../hooks.ts';
import { changePortal } from '../support/portal.ts';

export const revokeUnasked: Fault = {
  id: 'revoke-unasked',
  class: 'portal',
  sentence: 'Revokes without asking.',
  clauses: ['KEY-07'],
  hooks: () => changePortal((original) => ({ confirms: (action) => action !== 'revoke' && original.confirms(action) })),
};
