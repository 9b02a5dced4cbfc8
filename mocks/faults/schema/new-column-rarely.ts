import type { Fault } from '../hooks.ts';
import { changeRare } from '../support/rows.ts';

export const newColumnRarely: Fault = {
  id: 'new-column-rarely',
  class: 'schema',
  sentence: 'Adds a member that the contract does not know to one row in 60.',
  clauses: ['CON-05'],
  hooks: () => changeRare('listMeetings', 60, 41, (row) => ({ ...row, recordingUrl: 'https://example.com/recording' })),
};
