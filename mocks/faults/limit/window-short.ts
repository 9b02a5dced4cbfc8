import type { Fault } from '../hooks.ts';
import { stretched } from '../support/limits.ts';

export const windowShort: Fault = {
  id: 'window-short',
  class: 'limit',
  sentence: 'Takes a minute for 50 seconds.',
  clauses: ['LIM-02', 'LIM-06'],
  hooks: () => stretched(50 / 60),
};
