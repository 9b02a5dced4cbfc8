import type { Fault } from '../../fault-hooks.ts';
import { changeKeys, refusing } from '../support/keys.ts';

export const siblingDies: Fault = {
  id: 'sibling-dies',
  class: 'keys',
  sentence: 'Kills another key of the provider when one is revoked.',
  clauses: ['KEY-14'],
  hooks: () => {
    const dead = new Set<string>();
    return changeKeys((honest) => ({
      ...refusing(({ id }) => dead.has(id))(honest),
      revoke(providerId, id) {
        const sibling = honest.list(providerId).findLast((one) => one.id !== id && one.status === 'active');
        if (sibling) dead.add(sibling.id);
        return honest.revoke(providerId, id);
      },
    }));
  },
};
