import type { Row } from '../../data/columns.ts';
import type { FilterRule } from '../../data/filter.ts';
import type { Fault, ListContext } from '../hooks.ts';

export const afterPaging: Fault = {
  id: 'after-paging',
  class: 'filtering',
  sentence: 'Filters the page, not the list.',
  clauses: ['FIL-06'],
  hooks: () => {
    let keep: ((rows: readonly Row[], rules: readonly FilterRule[], list: ListContext) => readonly Row[]) | undefined;
    return {
      filter: (original) => {
        keep = original;
        return (rows) => rows;
      },
      page: (original) => (rows, query, list) => {
        const { items, totalCount } = original(rows, query, list);
        return { items: keep?.(items, query.filters, list) ?? items, totalCount };
      },
    };
  },
};
