import { memberOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const textAsNumber: Fault = {
  id: 'text-as-number',
  class: 'schema',
  sentence: 'Writes a label that looks like a number as a number.',
  clauses: ['CON-02'],
  hooks: () =>
    changeEach('listFindings', (row) => withMember(row, 'question.label', Number(memberOf(row, 'question.label')))),
};
