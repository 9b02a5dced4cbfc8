import type { Operation } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { hash } from '../../../verifier/choose.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { listRequestFor, knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { pageSizeNear } from '../../../verifier/page-sizes.ts';
import { rotated } from './rotate.ts';

/** A list cut into pages: all of them or, where there are many, its first, second and last. */
export interface Cut {
  list: KnownList;
  pageSize: number;
  /** 1-based numbers of the requested pages. */
  pages: readonly number[];
  last: number;
  requests: readonly RequestSpec[];
}

/**
 * Most pages that are requested of a list; longer lists are judged by their first, second and last page. At `full`, lists with up
 * to this many rows are read whole.
 */
const MOST_PAGES = 4;
export const MOST_ROWS = 2000;

/**
 * How the paging checks cut a list: at a size that leaves a partial last page, so that an off-by-one error or a dropped last page
 * shows. Null where the list is too short for two pages.
 */
export function cut(context: CheckContext, operation: Operation): Cut | null {
  const list = knownList(context, operation);
  if (!list || list.totalCount < 2) return null;
  const { totalCount } = list;
  const long = totalCount > MOST_PAGES * 10;
  const around = long ? 29 + (hash(context.seed, operation.id) % 19) : Math.ceil(totalCount / 3);
  const pageSize = leavingRest(totalCount, Math.min(operation.maxPageSize, around));
  return cutAt(context, list, pageSize, MOST_PAGES);
}

/** The whole list in as few pages as possible; null for one that its first page shows whole, or above the row cap. */
function whole(context: CheckContext, operation: Operation): Cut | null {
  const list = knownList(context, operation);
  if (!list || list.totalCount <= list.rows.length || list.totalCount > MOST_ROWS) return null;
  const all = cutAt(context, list, operation.maxPageSize, Infinity);
  // The page that came without parameters is the first of them.
  if (!all || operation.defaultPageSize !== all.pageSize) return all;
  return { ...all, requests: [list.first.request, ...all.requests.slice(1)] };
}

/** Most further pages that a standard run spends on reading lists whole: of one list, and of all together. */
const MOST_FURTHER = { ofOne: 6, ofAll: 24 };

/**
 * The lists that a run reads whole before it requests anything that is predicted from them: the shortest first, as many as it has
 * requests for. Of a list that is known whole every total, every missing row and every place can be predicted.
 */
export function readWhole(context: CheckContext): readonly Cut[] {
  if (context.depth === 'quick') return [];
  const { limit } = context.target;
  let left = context.depth === 'full' ? Infinity : Math.min(MOST_FURTHER.ofAll, Math.floor(limit / 2));
  const most = context.depth === 'full' ? Infinity : MOST_FURTHER.ofOne;
  const lists = rotated(context.contract.operations, context).flatMap((operation) => whole(context, operation) ?? []);
  return [...lists].sort((a, b) => a.last - b.last).filter(({ last }) => last <= most && (left -= last) >= 0);
}

function cutAt(context: CheckContext, list: KnownList, around: number, most: number): Cut | null {
  const pageSize = pageSizeNear(list.operation, around);
  const last = Math.ceil(list.totalCount / pageSize);
  const pages = last <= most ? Array.from({ length: last }, (_, i) => i + 1) : [1, 2, last];
  const requests = pages.map((page) => listRequestFor(context, list.operation, { page, pageSize }));
  return requests.every((request) => request !== null) ? { list, pageSize, pages, last, requests } : null;
}

/** Sizes of pages among which one is chosen. */
const SIZES = 12;

/**
 * The size, up to the wanted one, with which the last page has the fewest rows, but at least one. A server that drops a short last
 * page, or puts its rows on the page before, then shows it.
 */
function leavingRest(total: number, wanted: number): number {
  const sizes = Array.from({ length: Math.min(SIZES, wanted) }, (_, i) => wanted - i);
  const [best] = sizes.filter((size) => total % size > 0).sort((a, b) => (total % a) - (total % b));
  return best ?? 1;
}

/** Lists whose ends every standard run looks at. */
const ENDS = 2;

/** Whether a list is one of the longest: there deep pages, and totals that are capped, show. */
export function isLongest(context: CheckContext, { totalCount, operation }: KnownList): boolean {
  const lists = rotated(context.contract.operations, context).flatMap((one) => knownList(context, one) ?? []);
  const longest = [...lists].sort((a, b) => b.totalCount - a.totalCount).slice(0, ENDS);
  return totalCount > 1 && longest.some((one) => one.operation.id === operation.id);
}
