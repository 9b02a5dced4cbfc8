import type { Row } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { changeEach, withMember, without } from '../support/rows.ts';

export const nestedMemberOmitted: Fault = {
  id: 'nested-member-omitted',
  class: 'schema',
  sentence: 'Leaves the name out of a nested object.',
  clauses: ['CON-02'],
  hooks: () =>
    changeEach('listOverdueReviewCategories', (row) =>
      withMember(row, 'client', without(row['client'] as Row, 'name')),
    ),
};
