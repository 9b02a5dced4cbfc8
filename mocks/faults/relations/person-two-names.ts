import { memberOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const personTwoNames: Fault = {
  id: 'person-two-names',
  class: 'relations',
  sentence: 'Writes the names of people the other way round in one list.',
  clauses: ['REL-03'],
  hooks: () =>
    changeEach('listMeetings', (row) => {
      const name = String(memberOf(row, 'createdBy.fullName')).split(' ');
      return withMember(row, 'createdBy.fullName', name.reverse().join(', '));
    }),
};
