import type { Fault } from '../hooks.ts';
import { changeKeys, rejecting } from '../support/keys.ts';

export const siblingDiesOnDelete: Fault = {
  id: 'sibling-dies-on-delete',
  class: 'keys',
  sentence: 'Kills another key of the provider when one is deleted.',
  clauses: ['KEY-14'],
  hooks: () => {
    const dead = new Set<string>();
    return changeKeys((original) => ({
      ...rejecting(({ id }) => dead.has(id))(original),
      delete(providerId, id) {
        const sibling = original.list(providerId).findLast((one) => one.id !== id && one.status === 'active');
        if (sibling) dead.add(sibling.id);
        original.delete(providerId, id);
      },
    }));
  },
};
