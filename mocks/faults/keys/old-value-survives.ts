import type { Fault } from '../hooks.ts';
import { outliving } from '../support/keys.ts';

export const oldValueSurvives: Fault = {
  id: 'old-value-survives',
  class: 'keys',
  sentence: 'Lets the old value work again after a regeneration.',
  clauses: ['KEY-10'],
  hooks: (context) => outliving('regenerate', Infinity, context),
};
