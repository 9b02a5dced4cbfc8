import type { Fault } from '../../fault-hooks.ts';
import { changeKeys, refusing } from '../support/keys.ts';

export const siblingDiesOnDelete: Fault = {
  id: 'sibling-dies-on-delete',
  class: 'keys',
  sentence: 'Kills another key of the provider when one is deleted.',
  clauses: ['KEY-14'],
  hooks: () => {
    const dead = new Set<string>();
    return changeKeys((honest) => ({
      ...refusing(({ id }) => dead.has(id))(honest),
      delete(providerId, id) {
        const sibling = honest.list(providerId).findLast((one) => one.id !== id && one.status === 'active');
        if (sibling) dead.add(sibling.id);
        honest.delete(providerId, id);
      },
    }));
  },
};
