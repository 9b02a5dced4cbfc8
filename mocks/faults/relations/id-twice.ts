import type { Fault } from '../../fault-hooks.ts';
import { changeRows, withMember } from '../support/rows.ts';

export const idTwice: Fault = {
  id: 'id-twice',
  class: 'relations',
  sentence: 'Gives two rows of a list the same id.',
  clauses: ['REL-01'],
  hooks: () =>
    changeRows('listMeetings', (rows) =>
      rows.map((row, at) => (at === 9 ? withMember(row, 'id', rows[8]?.['id']) : row)),
    ),
};
