import type { Fault } from '../hooks.ts';
import { byIdAlone, changeKeys } from '../support/keys.ts';

export const keysByIdAlone: Fault = {
  id: 'keys-by-id-alone',
  class: 'keys',
  sentence: "Lists an IT provider's own keys alone, but revokes and deletes whichever key is named by its id.",
  clauses: ['KEY-16'],
  hooks: () =>
    changeKeys((original) => {
      const { find, revoke, delete: remove } = byIdAlone(original);
      return { find, revoke, delete: remove };
    }),
};
