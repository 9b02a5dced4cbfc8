import type { Fault } from '../hooks.ts';

export const configurationsEmpty: Fault = {
  id: 'configurations-empty',
  class: 'relations',
  sentence: 'Answers with an empty list where the recommendation does not exist.',
  clauses: ['REL-06'],
  hooks: () => ({ rows: (original) => (list) => original(list) ?? [] }),
};
