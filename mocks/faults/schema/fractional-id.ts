import type { Fault } from '../hooks.ts';
import { changeRare, withMember } from '../support/rows.ts';

export const fractionalId: Fault = {
  id: 'fractional-id',
  class: 'schema',
  sentence: 'Gives one id in 150 a fraction.',
  clauses: ['CON-02'],
  hooks: () => changeRare('listReviews', 150, 40, (row) => withMember(row, 'id', Number(row['id']) + 0.5)),
};
