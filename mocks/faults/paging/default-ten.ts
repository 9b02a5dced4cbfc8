import type { Fault } from '../hooks.ts';

export const defaultTen: Fault = {
  id: 'default-ten',
  class: 'paging',
  sentence: 'Serves ten rows when no page size is asked for, and says 100.',
  clauses: ['PAG-01'],
  hooks: () => ({
    page: (original) => (rows, query, list) => {
      const whole = original(rows, query, list);
      return query.pageSize === list.operation.maxPageSize && query.page === 1
        ? { ...whole, items: whole.items.slice(0, 10) }
        : whole;
    },
  }),
};
