import type { Fault } from '../../fault-hooks.ts';
import { changePortal } from '../support/portal.ts';

export const deleteUnasked: Fault = {
  id: 'delete-unasked',
  class: 'portal',
  sentence: 'Deletes without asking.',
  clauses: ['KEY-12'],
  hooks: () => changePortal((honest) => ({ confirms: (action) => action !== 'delete' && honest.confirms(action) })),
};
