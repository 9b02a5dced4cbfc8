import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const dateUnix: Fault = {
  id: 'date-unix',
  class: 'schema',
  sentence: 'Writes dates as seconds since 1970.',
  clauses: ['CON-02'],
  hooks: () =>
    changeEach('listMeetings', (row) => withMember(row, 'startDate', Date.parse(String(row['startDate'])) / 1000)),
};
