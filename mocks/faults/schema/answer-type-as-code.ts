import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const answerTypeAsCode: Fault = {
  id: 'answer-type-as-code',
  class: 'schema',
  sentence: 'Writes an answer type as its number.',
  clauses: ['CON-06'],
  hooks: () =>
    changeEach('listFindings', (row) =>
      row['vcioAnswerType'] === 'Marginal' ? withMember(row, 'vcioAnswerType', '2') : row,
    ),
};
