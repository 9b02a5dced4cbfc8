import type { Fault } from '../hooks.ts';
import { changeEach, without } from '../support/rows.ts';

export const memberOmitted: Fault = {
  id: 'member-omitted',
  class: 'schema',
  sentence: 'Leaves a required member out of every row of one operation.',
  clauses: ['CON-02'],
  hooks: () => changeEach('listMeetings', (row) => without(row, 'location')),
};
