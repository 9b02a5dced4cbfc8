import type { Fault } from '../hooks.ts';
import { changeRare, withMember } from '../support/rows.ts';

export const endBeforeStart: Fault = {
  id: 'end-before-start',
  class: 'relations',
  sentence: 'Ends one meeting in 40 before it starts.',
  clauses: ['REL-05'],
  hooks: () => changeRare('listMeetings', 40, 21, (row) => withMember(row, 'endDate', '2001-01-01T00:00:00')),
};
