import type { Fault } from '../hooks.ts';
import { sortingBy } from '../support/sorting.ts';

export const descIsAscDates: Fault = {
  id: 'desc-is-asc-dates',
  class: 'sorting',
  sentence: 'Sorts dates upwards whatever the direction, on one operation.',
  clauses: ['SRT-02'],
  hooks: () =>
    sortingBy((rules, list) =>
      list.operation.id === 'listClients'
        ? rules.map((rule) => (rule.field.type === 'date' ? { ...rule, direction: 'asc' as const } : rule))
        : rules,
    ),
};
