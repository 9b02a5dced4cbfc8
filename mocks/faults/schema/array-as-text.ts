import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const arrayAsText: Fault = {
  id: 'array-as-text',
  class: 'schema',
  sentence: 'Joins the ids of an array by commas.',
  clauses: ['CON-02'],
  hooks: () =>
    changeEach('listInitiatives', (row) =>
      withMember(row, 'recommendationsIds', (row['recommendationsIds'] as number[]).join(',')),
    ),
};
