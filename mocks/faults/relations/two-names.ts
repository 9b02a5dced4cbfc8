import type { Fault } from '../hooks.ts';
import { changeRare, withMember } from '../support/rows.ts';

export const twoNames: Fault = {
  id: 'two-names',
  class: 'relations',
  sentence: 'Calls a client by an old name in another list.',
  clauses: ['REL-03'],
  hooks: () => changeRare('listReviews', 50, 12, (row) => withMember(row, 'client.name', 'Name of last year Ltd.')),
};
