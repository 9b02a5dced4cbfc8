import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const numberAsText: Fault = {
  id: 'number-as-text',
  class: 'schema',
  sentence: 'Writes numbers of one member as text.',
  clauses: ['CON-02'],
  hooks: () =>
    changeEach('listRecommendations', (row) =>
      typeof row['budget'] === 'number' ? withMember(row, 'budget', row['budget'].toFixed(2)) : row,
    ),
};
