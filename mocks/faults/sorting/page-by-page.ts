import type { Row } from '../../data/columns.ts';
import type { SortRule } from '../../data/sort.ts';
import type { Fault, ListContext } from '../hooks.ts';

export const pageByPage: Fault = {
  id: 'page-by-page',
  class: 'sorting',
  sentence: 'Sorts each page by itself.',
  clauses: ['SRT-01'],
  hooks: () => {
    let order: ((rows: readonly Row[], rules: readonly SortRule[], list: ListContext) => readonly Row[]) | undefined;
    return {
      sort: (original) => {
        order = original;
        return (rows) => rows;
      },
      page: (original) => (rows, query, list) => {
        const { items, totalCount } = original(rows, query, list);
        return { items: order?.(items, query.sorting, list) ?? items, totalCount };
      },
    };
  },
};
