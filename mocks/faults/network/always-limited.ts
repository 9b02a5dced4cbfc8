import type { Fault } from '../hooks.ts';
import { changeSpending } from '../support/limits.ts';

export const alwaysLimited: Fault = {
  id: 'always-limited',
  class: 'network',
  sentence: 'Has no budget left for anybody.',
  clauses: [],
  hooks: ({ limit: { windowMs } }) => changeSpending(() => ({ allowed: false, left: 0, waitMs: windowMs })),
};
