import type { Fault } from '../hooks.ts';

export const sharedByProviders: Fault = {
  id: 'shared-by-providers',
  class: 'limit',
  sentence: 'Lets all IT providers share one budget.',
  clauses: ['LIM-05'],
  hooks: () => ({ account: () => () => 'everybody' }),
};
