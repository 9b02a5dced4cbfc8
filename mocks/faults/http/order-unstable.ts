import type { Fault } from '../../fault-hooks.ts';

export const orderUnstable: Fault = {
  id: 'order-unstable',
  class: 'http',
  sentence: 'Lists one operation in another order each time.',
  clauses: ['CON-14', 'PAG-02'],
  hooks: () => {
    let turn = 0;
    return {
      rows: (honest) => (list) => {
        const rows = honest(list);
        if (!rows || list.operation.id !== 'listOverdueReviewCategories') return rows;
        turn += 1;
        return [...rows.slice(turn % rows.length), ...rows.slice(0, turn % rows.length)];
      },
    };
  },
};
