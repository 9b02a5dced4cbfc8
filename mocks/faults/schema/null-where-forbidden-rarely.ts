import type { Fault } from '../hooks.ts';
import { changeRare, withMember } from '../support/rows.ts';

export const nullWhereForbiddenRarely: Fault = {
  id: 'null-where-forbidden-rarely',
  class: 'schema',
  sentence: 'Puts null in place of a name in one row of 200.',
  clauses: ['CON-02'],
  hooks: () => changeRare('listReviews', 200, 161, (row) => withMember(row, 'name', null)),
};
