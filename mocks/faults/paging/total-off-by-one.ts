import type { Fault } from '../../fault-hooks.ts';

export const totalOffByOne: Fault = {
  id: 'total-off-by-one',
  class: 'paging',
  sentence: 'Counts one row too many on one operation.',
  clauses: ['PAG-05'],
  hooks: () => ({
    page: (honest) => (rows, query, list) => {
      const { items, totalCount } = honest(rows, query, list);
      return { items, totalCount: list.operation.id === 'listUsers' ? totalCount + 1 : totalCount };
    },
  }),
};
