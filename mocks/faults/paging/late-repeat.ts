import type { Fault } from '../hooks.ts';

export const lateRepeat: Fault = {
  id: 'late-repeat',
  class: 'paging',
  sentence: 'Repeats a row past the first page of one operation.',
  clauses: ['PAG-02'],
  hooks: () => ({
    page: (original) => (rows, query, list) => {
      const { items, totalCount } = original(rows, query, list);
      const [first] = rows;
      const repeats = list.operation.id === 'listMeetings' && query.page > 1 && items.length > 1 && first;
      return { totalCount, items: repeats ? [...items.slice(0, -1), first] : items };
    },
  }),
};
