import type { Fault } from '../hooks.ts';

export const borderOverlap: Fault = {
  id: 'border-overlap',
  class: 'paging',
  sentence: 'Repeats the last row of a page on the next one.',
  clauses: ['PAG-02'],
  hooks: () => ({
    page:
      () =>
      (rows, { page, pageSize }) => {
        const from = Math.max(0, (page - 1) * pageSize - (page - 1));
        return { items: rows.slice(from, from + pageSize), totalCount: rows.length };
      },
  }),
};
