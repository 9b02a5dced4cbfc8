import type { Fault } from '../hooks.ts';
import { changeKeys, rejecting } from '../support/keys.ts';

export const siblingDies: Fault = {
  id: 'sibling-dies',
  class: 'keys',
  sentence: 'Kills another key of the provider when one is revoked.',
  clauses: ['KEY-14'],
  hooks: () => {
    const dead = new Set<string>();
    return changeKeys((original) => ({
      ...rejecting(({ id }) => dead.has(id))(original),
      revoke(providerId, id) {
        const sibling = original.list(providerId).findLast((one) => one.id !== id && one.status === 'active');
        if (sibling) dead.add(sibling.id);
        return original.revoke(providerId, id);
      },
    }));
  },
};
