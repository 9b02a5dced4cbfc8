import type { Fault } from '../hooks.ts';
import { changeRows } from '../support/rows.ts';

export const idTwice: Fault = {
  id: 'id-twice',
  class: 'relations',
  sentence: 'Gives two rows of one client the same id.',
  clauses: ['REL-01'],
  hooks: () =>
    changeRows('listMeetings', (rows) =>
      rows.map((row, at) => (at === 9 ? { ...row, id: rows[8]?.['id'], client: rows[8]?.['client'] } : row)),
    ),
};
