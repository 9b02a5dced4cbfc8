import type { Fault } from '../hooks.ts';
import { changeRows, withMember } from '../support/rows.ts';

export const initiativeOrphan: Fault = {
  id: 'initiative-orphan',
  class: 'relations',
  sentence: 'Lists a recommendation of an initiative that was deleted.',
  clauses: ['REL-02', 'REL-04'],
  hooks: () =>
    changeRows('listRecommendations', (rows) => {
      const at = rows.findIndex((row) => row['initiative'] !== null);
      return rows.map((row, index) => (index === at ? withMember(row, 'initiative.id', 999_999_999) : row));
    }),
};
