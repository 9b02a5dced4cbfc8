import type { Fault } from '../../fault-hooks.ts';
import { changeKeys, refusing } from '../support/keys.ts';

export const regeneratedDead: Fault = {
  id: 'regenerated-dead',
  class: 'keys',
  sentence: 'Refuses a regenerated value.',
  clauses: ['KEY-09'],
  hooks: () => {
    const regenerated = new Set<string>();
    return changeKeys((honest) => ({
      ...refusing(({ id }) => regenerated.has(id))(honest),
      regenerate(providerId, id) {
        const issued = honest.regenerate(providerId, id);
        regenerated.add(id);
        return issued;
      },
    }));
  },
};
