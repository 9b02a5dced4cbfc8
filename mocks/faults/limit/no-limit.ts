import type { Fault } from '../hooks.ts';
import { changeSpending } from '../support/limits.ts';

export const noLimit: Fault = {
  id: 'no-limit',
  class: 'limit',
  sentence: 'Knows no limit.',
  clauses: ['LIM-02'],
  hooks: () =>
    changeSpending((original, providerId, now) => ({ ...original.spend(providerId, now), allowed: true, waitMs: 0 })),
};
