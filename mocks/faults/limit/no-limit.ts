import type { Fault } from '../../fault-hooks.ts';
import { changeSpending } from '../support/limits.ts';

export const noLimit: Fault = {
  id: 'no-limit',
  class: 'limit',
  sentence: 'Knows no limit.',
  clauses: ['LIM-02'],
  hooks: () =>
    changeSpending((honest, providerId, now) => ({ ...honest.spend(providerId, now), allowed: true, waitMs: 0 })),
};
