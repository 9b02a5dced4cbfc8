import { memberOf, comparable } from '../../data/columns.ts';
import type { Row } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { jumble } from '../support/sorting.ts';

export const tiesByPage: Fault = {
  id: 'ties-by-page',
  class: 'sorting',
  sentence: 'Orders ties in another way on each page, as a database without a tie-breaker does.',
  clauses: ['SRT-06'],
  hooks: () => ({
    page: (original) => (rows, query, list) => {
      const [rule] = query.sorting;
      if (!rule) return original(rows, query, list);
      const { member, type } = rule.field;
      const key = (row: Row) => String(comparable(type, memberOf(row, member)));
      const groups = new Map<string, Row[]>();
      for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
      const order = (a: Row, b: Row) => jumble(query.page, query.pageSize, a) - jumble(query.page, query.pageSize, b);
      return original(
        [...groups.values()].flatMap((group) => group.sort(order)),
        query,
        list,
      );
    },
  }),
};
