import type { Fault } from '../hooks.ts';
import { changeRare, withMember } from '../support/rows.ts';

export const dateImpossible: Fault = {
  id: 'date-impossible',
  class: 'schema',
  sentence: 'Writes the 30th of February in one row of 90.',
  clauses: ['CON-02'],
  hooks: () => changeRare('listClients', 90, 60, (row) => withMember(row, 'createdDate', '2021-02-30T00:00:00')),
};
