import type { Row } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { jumble } from '../support/sorting.ts';

export const noTieBreaker: Fault = {
  id: 'no-tie-breaker',
  class: 'sorting',
  sentence: 'Orders rows of equal names in another way on each page of an unsorted list.',
  clauses: ['PAG-02', 'SRT-06'],
  hooks: () => ({
    page: (original) => (rows, query, list) => {
      if (query.sorting.length > 0 || list.operation.id !== 'listReviews' || query.page === 1)
        return original(rows, query, list);
      const order = (a: Row, b: Row) => jumble(query.page, query.pageSize, a) - jumble(query.page, query.pageSize, b);
      return original([...rows].sort(order), query, list);
    },
  }),
};
