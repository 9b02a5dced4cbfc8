import type { Fault } from '../hooks.ts';

export const totalOffByOne: Fault = {
  id: 'total-off-by-one',
  class: 'paging',
  sentence: 'Counts one row too many on one operation.',
  clauses: ['PAG-05'],
  hooks: () => ({
    page: (original) => (rows, query, list) => {
      const { items, totalCount } = original(rows, query, list);
      return { items, totalCount: list.operation.id === 'listUsers' ? totalCount + 1 : totalCount };
    },
  }),
};
