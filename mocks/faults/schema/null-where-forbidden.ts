import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const nullWhereForbidden: Fault = {
  id: 'null-where-forbidden',
  class: 'schema',
  sentence: 'Puts null where the contract allows none.',
  clauses: ['CON-02'],
  hooks: () => changeEach('listInitiatives', (row) => withMember(row, 'title', null)),
};
