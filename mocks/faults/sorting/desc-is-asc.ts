import type { Fault } from '../hooks.ts';
import { sortingBy } from '../support/sorting.ts';

export const descIsAsc: Fault = {
  id: 'desc-is-asc',
  class: 'sorting',
  sentence: 'Sorts upwards whatever the direction.',
  clauses: ['SRT-02'],
  hooks: () => sortingBy((rules) => rules.map((rule) => ({ ...rule, direction: 'asc' as const }))),
};
