import { DEMO_PROVIDERS } from '../../keys/demo.ts';
import type { Fault } from '../hooks.ts';

export const foreignParent: Fault = {
  id: 'foreign-parent',
  class: 'auth',
  sentence: "Lists what is below another IT provider's row.",
  clauses: ['AUTH-08'],
  hooks: () => ({
    rows: (original) => (list) => original(list) ?? original({ ...list, providerId: DEMO_PROVIDERS.main }),
  }),
};
