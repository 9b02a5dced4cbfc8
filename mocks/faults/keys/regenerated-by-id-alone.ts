import type { Fault } from '../hooks.ts';
import { byIdAlone, changeKeys } from '../support/keys.ts';

export const regeneratedByIdAlone: Fault = {
  id: 'regenerated-by-id-alone',
  class: 'keys',
  sentence: "Gives whichever revoked key is named by its id a new value, and shows it: another IT provider's, too.",
  clauses: ['KEY-16'],
  hooks: () =>
    changeKeys((original) => {
      const { find, regenerate } = byIdAlone(original);
      return { find, regenerate };
    }),
};
