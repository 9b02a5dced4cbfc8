import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const columnNeverFilled: Fault = {
  id: 'column-never-filled',
  class: 'schema',
  sentence: 'Leaves a nullable member null in every row.',
  clauses: ['CON-07'],
  hooks: () => changeEach('listMeetings', (row) => withMember(row, 'purpose', null)),
};
