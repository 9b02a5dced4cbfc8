import type { Fault } from '../hooks.ts';
import { stretched } from '../support/limits.ts';

export const windowHour: Fault = {
  id: 'window-hour',
  class: 'limit',
  sentence: 'Takes an hour for a minute.',
  clauses: ['LIM-06'],
  hooks: () => stretched(60),
};
