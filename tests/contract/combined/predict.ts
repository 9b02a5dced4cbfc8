import type { CompletedExchange } from '../../../verifier/exchange.ts';
import type { Broken } from '../../../verifier/check.ts';
import { compareFiltered } from '../../../verifier/model/compare.ts';
import { envelope, rowKey, rowName, type KnownList, type Row } from '../../../verifier/model/known-lists.ts';
import { sureOrder, unknownOrder, type OrderRule } from '../../../verifier/model/order.ts';
import { inWords, predictRules } from '../../../verifier/model/rules.ts';
import { judgeOrder } from '../checks/sorted.ts';
import { inShort, type Combined } from './plan.ts';

/** What of a request was not kept, as far as the response tells. */
export type Side = 'filter' | 'order' | 'page';

export interface Deviation extends Broken {
  side: Side;
}

/** Compares a page with what is predicted of it from the rows known: which rows, how many, in which order, at which place. */
export function deviation(
  list: KnownList,
  asked: Partial<Combined>,
  exchange: CompletedExchange,
): Deviation | undefined {
  const { rules = [], order, page = { page: 1, pageSize: list.operation.maxPageSize } } = asked;
  const found = envelope(exchange.response);
  const means = inShort(asked);
  const side = rules.length > 0 ? 'filter' : order ? 'order' : 'page';
  if (!found) return { side, want: `a page ${means}`, got: `status ${exchange.response.status}` };
  const taken = (row: Row) => (rules.length === 0 ? 'yes' : predictRules(list.operation, row, rules, list.steps));
  const wrong = compareFiltered(list, found, taken, rules.length > 0 ? inWords(rules) : 'all rows');
  if (wrong) return { side: rules.length > 0 ? 'filter' : 'page', ...wrong };
  const before = (page.page - 1) * page.pageSize;
  const count = Math.max(0, Math.min(page.pageSize, found.totalCount - before));
  const { items } = found;
  if (items.length !== count)
    return { side: 'page', want: `${count} items (${means})`, got: String(items.length), pointer: '/items' };
  const twice = items.find((row, i) => items.findIndex((other) => rowKey(other) === rowKey(row)) < i);
  if (twice)
    return { side: 'page', want: `every row once (${means})`, got: `${rowName(twice)} twice`, pointer: '/items' };
  if (!order) return undefined;
  const disorder = judgeOrder([order], [exchange]);
  if (disorder && !('note' in disorder) && !unknownOrder(items, order)) return { side: 'order', ...disorder };
  const known = list.known.filter((row) => taken(row) === 'yes');
  return misplaced(known, items, order, before, found.totalCount, means);
}

/** The first row that stands before more rows, or behind more, than its place on the page allows. */
function misplaced(
  known: readonly Row[],
  items: readonly Row[],
  order: OrderRule,
  before: number,
  total: number,
  means: string,
): Deviation | undefined {
  for (const [i, row] of items.entries()) {
    const place = before + i;
    const ahead = known.filter((other) => sureOrder(other, row, order) < 0).length;
    const behind = known.filter((other) => sureOrder(other, row, order) > 0).length;
    if (ahead <= place && behind <= total - 1 - place) continue;
    const got = `${rowName(row)} at place ${place + 1}, with ${ahead} rows to go before it and ${behind} after it`;
    return { side: 'order', want: `row ${place + 1} of ${total} (${means})`, got, pointer: `/items/${i}` };
  }
  return undefined;
}
