import { DEMO_PROVIDERS } from '../../demo.ts';
import type { Fault } from '../../fault-hooks.ts';

export const foreignParent: Fault = {
  id: 'foreign-parent',
  class: 'auth',
  sentence: "Lists what is below another IT provider's row.",
  clauses: ['AUTH-08'],
  hooks: () => ({
    rows: (honest) => (list) => honest(list) ?? honest({ ...list, providerId: DEMO_PROVIDERS.main }),
  }),
};
