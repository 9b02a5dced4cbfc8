import type { Fault } from '../hooks.ts';
import { stretched } from '../support/limits.ts';

export const windowLong: Fault = {
  id: 'window-long',
  class: 'limit',
  sentence: 'Takes a minute for 70 seconds.',
  clauses: ['LIM-06'],
  hooks: () => stretched(70 / 60),
};
