import type { Fault } from '../hooks.ts';
import { changePortal } from '../support/portal.ts';

export const deleteUnasked: Fault = {
  id: 'delete-unasked',
  class: 'portal',
  sentence: 'Deletes without asking.',
  clauses: ['KEY-12'],
  hooks: () => changePortal((original) => ({ confirms: (action) => action !== 'delete' && original.confirms(action) })),
};
