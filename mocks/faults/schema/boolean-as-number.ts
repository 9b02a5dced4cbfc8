import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const booleanAsNumber: Fault = {
  id: 'boolean-as-number',
  class: 'schema',
  sentence: 'Writes booleans as 0 and 1.',
  clauses: ['CON-02'],
  hooks: () =>
    changeEach('listInitiatives', (row) => withMember(row, 'isArchived', row['isArchived'] === true ? 1 : 0)),
};
