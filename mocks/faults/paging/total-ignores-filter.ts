import type { Fault } from '../../fault-hooks.ts';

export const totalIgnoresFilter: Fault = {
  id: 'total-ignores-filter',
  class: 'paging',
  sentence: 'Counts all rows, whatever the filter.',
  clauses: ['PAG-05'],
  hooks: () => {
    let all = 0;
    return {
      filter: (honest) => (rows, rules, list) => {
        all = rows.length;
        return honest(rows, rules, list);
      },
      page: (honest) => (rows, query, list) => ({ ...honest(rows, query, list), totalCount: all }),
    };
  },
};
