import type { Fault } from '../hooks.ts';
import { changeRare, withMember } from '../support/rows.ts';

export const findingIdsStale: Fault = {
  id: 'finding-ids-stale',
  class: 'relations',
  sentence: 'Names findings that do not exist any more.',
  clauses: ['REL-02'],
  hooks: () => changeRare('listInitiatives', 20, 5, (row) => withMember(row, 'findingsIds', [999_999_999])),
};
