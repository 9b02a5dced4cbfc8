import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const deactivatedUndated: Fault = {
  id: 'deactivated-undated',
  class: 'relations',
  sentence: 'Does not say when a client was deactivated.',
  clauses: ['REL-05'],
  hooks: () => changeEach('listClients', (row) => withMember(row, 'deactivatedDate', null)),
};
