import type { Fault } from '../hooks.ts';
import { mending } from '../support/requests.ts';

export const oversizeClamped: Fault = {
  id: 'oversize-clamped',
  class: 'paging',
  sentence: 'Serves 100 rows, without a word, when more are asked for.',
  clauses: ['PAG-08'],
  hooks: () => mending(['pageSize'], (value) => (Number(value) > 100 ? '100' : value)),
};
