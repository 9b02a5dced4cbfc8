import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const statusUndeclared: Fault = {
  id: 'status-undeclared',
  class: 'schema',
  sentence: 'Uses a status that nobody has seen.',
  clauses: ['CON-06'],
  hooks: () =>
    changeEach('listReviews', (row) => (row['status'] === 'New' ? withMember(row, 'status', 'AwaitingClient') : row)),
};
