import type { Row } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const nestedColumn: Fault = {
  id: 'nested-column',
  class: 'schema',
  sentence: 'Adds a member to a nested object.',
  clauses: ['CON-05'],
  hooks: () =>
    changeEach('listReviews', (row) => withMember(row, 'client', { ...(row['client'] as Row), isActive: true })),
};
