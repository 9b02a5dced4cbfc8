import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const oneSided: Fault = {
  id: 'one-sided',
  class: 'relations',
  sentence: 'Leaves a recommendation out of the initiative that it belongs to.',
  clauses: ['REL-04'],
  hooks: () =>
    changeEach('listInitiatives', (row) =>
      withMember(row, 'recommendationsIds', (row['recommendationsIds'] as number[]).slice(1)),
    ),
};
