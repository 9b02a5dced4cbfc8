import type { Fault } from '../hooks.ts';

export const lastPagePadded: Fault = {
  id: 'last-page-padded',
  class: 'paging',
  sentence: 'Fills the last page up with rows of the page before.',
  clauses: ['PAG-03', 'PAG-02'],
  hooks: () => ({
    page:
      () =>
      (rows, { page, pageSize }) => {
        const from = (page - 1) * pageSize;
        const last = from < rows.length && from + pageSize > rows.length;
        return {
          items: rows.slice(last ? Math.max(0, rows.length - pageSize) : from, from + pageSize),
          totalCount: rows.length,
        };
      },
  }),
};
