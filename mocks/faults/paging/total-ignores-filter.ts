import type { Fault } from '../hooks.ts';

export const totalIgnoresFilter: Fault = {
  id: 'total-ignores-filter',
  class: 'paging',
  sentence: 'Counts all rows, whatever the filter.',
  clauses: ['PAG-05'],
  hooks: () => {
    let all = 0;
    return {
      filter: (original) => (rows, rules, list) => {
        all = rows.length;
        return original(rows, rules, list);
      },
      page: (original) => (rows, query, list) => ({ ...original(rows, query, list), totalCount: all }),
    };
  },
};
