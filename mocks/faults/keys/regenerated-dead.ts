import type { Fault } from '../hooks.ts';
import { changeKeys, rejecting } from '../support/keys.ts';

export const regeneratedDead: Fault = {
  id: 'regenerated-dead',
  class: 'keys',
  sentence: 'Refuses a regenerated value.',
  clauses: ['KEY-09'],
  hooks: () => {
    const regenerated = new Set<string>();
    return changeKeys((original) => ({
      ...rejecting(({ id }) => regenerated.has(id))(original),
      regenerate(providerId, id) {
        const issued = original.regenerate(providerId, id);
        regenerated.add(id);
        return issued;
      },
    }));
  },
};
