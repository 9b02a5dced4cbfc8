import type { Operation } from '../../../spec/contract.ts';
import type { Seen } from '../../harness/check.ts';
import type { Ask } from '../../harness/exchange.ts';
import { seenList, listAskFor, type SeenList } from '../../harness/seen-lists.ts';

/** A list cut into pages, all of them or, where there are many, its first, second and last. */
export interface Cut {
  list: SeenList;
  pageSize: number;
  /** 1-based numbers of the pages asked for. */
  pages: readonly number[];
  last: number;
  asks: readonly Ask[];
}

/** Most pages that are fetched of one list; longer lists are judged by their ends. */
const MOST_PAGES = 4;

/**
 * How the paging checks cut a list: at an odd size that leaves a partial last page, so that a border that is off by one
 * or a last page that is dropped shows. Null where the list is too short to have two pages.
 */
export function cut(seen: Seen, operation: Operation): Cut | null {
  const list = seenList(seen, operation);
  if (!list || list.totalCount < 2) return null;
  const { totalCount } = list;
  let pageSize = Math.min(operation.maxPageSize, Math.max(1, Math.ceil(totalCount / 3)));
  while (pageSize > 1 && totalCount % pageSize === 0 && totalCount > 2) pageSize -= 1;
  const last = Math.ceil(totalCount / pageSize);
  const pages = last <= MOST_PAGES ? Array.from({ length: last }, (_, i) => i + 1) : [1, 2, last];
  const asks = pages.map((page) => listAskFor(seen, operation, { page, pageSize }));
  return asks.every((ask) => ask !== null) ? { list, pageSize, pages, last, asks } : null;
}
