import type { Fault } from '../../fault-hooks.ts';
import { changePortal } from '../support/portal.ts';

export const revokeUnasked: Fault = {
  id: 'revoke-unasked',
  class: 'portal',
  sentence: 'Revokes without asking.',
  clauses: ['KEY-07'],
  hooks: () => changePortal((honest) => ({ confirms: (action) => action !== 'revoke' && honest.confirms(action) })),
};
