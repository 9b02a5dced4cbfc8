import type { Fault } from '../hooks.ts';
import { changeRare, without } from '../support/rows.ts';

export const memberOmittedRarely: Fault = {
  id: 'member-omitted-rarely',
  class: 'schema',
  sentence: 'Leaves a required member out of one row in 200.',
  clauses: ['CON-02'],
  hooks: () => changeRare('listClients', 200, 107, (row) => without(row, 'alignmentScore')),
};
