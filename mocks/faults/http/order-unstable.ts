import type { Fault } from '../hooks.ts';

export const orderUnstable: Fault = {
  id: 'order-unstable',
  class: 'http',
  sentence: 'Lists one operation in another order each time.',
  clauses: ['CON-14', 'PAG-02'],
  hooks: () => {
    let turn = 0;
    return {
      rows: (original) => (list) => {
        const rows = original(list);
        if (!rows || list.operation.id !== 'listOverdueReviewCategories') return rows;
        turn += 1;
        return [...rows.slice(turn % rows.length), ...rows.slice(0, turn % rows.length)];
      },
    };
  },
};
