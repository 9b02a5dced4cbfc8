import { DEMO_PROVIDERS } from '../../keys/demo.ts';
import type { Fault } from '../hooks.ts';

export const foreignList: Fault = {
  id: 'foreign-list',
  class: 'auth',
  sentence: "Shows another IT provider's rows on one operation.",
  clauses: ['AUTH-08'],
  hooks: () => ({
    rows: (original) => (list) =>
      original(list.operation.id === 'listInitiatives' ? { ...list, providerId: DEMO_PROVIDERS.other } : list),
  }),
};
