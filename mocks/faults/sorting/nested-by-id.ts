import type { Fault } from '../hooks.ts';
import { sortingBy } from '../support/sorting.ts';

export const nestedById: Fault = {
  id: 'nested-by-id',
  class: 'sorting',
  sentence: 'Sorts by the id of the client in place of its name.',
  clauses: ['SRT-01'],
  hooks: () =>
    sortingBy((rules) =>
      rules.map((rule) =>
        rule.field.name === 'client.name'
          ? { ...rule, field: { ...rule.field, name: 'client.id', member: 'client.id' } }
          : rule,
      ),
    ),
};
