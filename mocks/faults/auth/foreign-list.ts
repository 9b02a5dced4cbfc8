import { DEMO_PROVIDERS } from '../../demo.ts';
import type { Fault } from '../../fault-hooks.ts';

export const foreignList: Fault = {
  id: 'foreign-list',
  class: 'auth',
  sentence: "Shows another IT provider's rows on one operation.",
  clauses: ['AUTH-08'],
  hooks: () => ({
    rows: (honest) => (list) =>
      honest(list.operation.id === 'listInitiatives' ? { ...list, providerId: DEMO_PROVIDERS.other } : list),
  }),
};
