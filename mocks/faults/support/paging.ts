import type { Row } from '../../data/columns.ts';
import type { ListQuery } from '../../data/list-query.ts';
import type { FaultHooks, ListContext, PageOfRows } from '../hooks.ts';

/** What a page was cut from. */
interface Cut {
  readonly rows: readonly Row[];
  readonly query: ListQuery;
  readonly list: ListContext;
}

/** Changes the page that the conforming server cut; what `change` leaves out stays. */
export const afterPaging = (change: (page: PageOfRows, from: Cut) => Partial<PageOfRows>): FaultHooks => ({
  page: (original) => (rows, query, list) => {
    const page = original(rows, query, list);
    return { ...page, ...change(page, { rows, query, list }) };
  },
});
