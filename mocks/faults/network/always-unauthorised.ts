import type { Fault } from '../hooks.ts';

export const alwaysUnauthorised: Fault = {
  id: 'always-unauthorised',
  class: 'network',
  sentence: 'Refuses every key.',
  clauses: [],
  hooks: () => ({ authenticate: () => () => undefined }),
};
