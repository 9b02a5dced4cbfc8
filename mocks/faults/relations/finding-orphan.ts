import type { Fault } from '../hooks.ts';
import { changeRare, withMember } from '../support/rows.ts';

export const findingOrphan: Fault = {
  id: 'finding-orphan',
  class: 'relations',
  sentence: 'Lists findings of a review that does not exist.',
  clauses: ['REL-02'],
  hooks: () => changeRare('listFindings', 70, 33, (row) => withMember(row, 'review.id', 999_999_999)),
};
