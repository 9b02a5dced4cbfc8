import type { Row } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { changeEach, withMember, renamed } from '../support/rows.ts';

export const spellingMended: Fault = {
  id: 'spelling-mended',
  class: 'schema',
  sentence: 'Spells a member right that the contract spells wrong.',
  clauses: ['CON-02'],
  hooks: () =>
    changeEach('listRecommendations', (row) => {
      const feedbacks = row['recommendationFeedbacks'] as Row[];
      return withMember(
        row,
        'recommendationFeedbacks',
        feedbacks.map((one) => renamed(one, 'modifedBy', 'modifiedBy')),
      );
    }),
};
