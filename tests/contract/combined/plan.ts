import type { CheckContext } from '../../../verifier/check.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { listRequestFor, ofFirstPage, type KnownList } from '../../../verifier/model/known-lists.ts';
import type { OrderRule } from '../../../verifier/model/order.ts';
import { joined, predictRules } from '../../../verifier/model/rules.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { sortFields } from '../checks/sorted.ts';
import { groupsOf } from './groups.ts';
import { partsOf, type Part } from './parts.ts';

/** One request for a list that says several things at once: filter rules, an order, a page and a size. */
export interface Combined {
  parts: readonly Part[];
  rules: readonly FilterRule[];
  order?: OrderRule;
  page?: { page: number; pageSize: number };
}

/**
 * The requests that cover a list: every filter field with every predicate, every sort field in one direction (the other
 * one the next night) and pages from its beginning, middle and end, as many of them in one request as can be told apart.
 */
export function combinedOf(context: CheckContext, list: KnownList): readonly Combined[] {
  return ofFirstPage(list, `combined ${context.seed}`, () => plan(context, list));
}

function plan(context: CheckContext, list: KnownList): Combined[] {
  const groups = groupsOf(list, partsOf(context, list));
  const orders = sortFields(context, list).map((field, i): OrderRule => ({
    field,
    direction: (context.seed + i) % 2 === 0 ? 'asc' : 'desc',
  }));
  const count = Math.max(groups.length, orders.length);
  return Array.from({ length: count }, (_, i) => {
    const group = groups[i];
    const rules = group
      ? joined(
          group.parts.map(({ rule }) => rule),
          group.operator,
        )
      : [];
    // Where filters outnumber sort fields the directions turn round on the second way through.
    const order = turned(orders, i);
    const page = pageOf(list, rules, context.seed + i);
    return { parts: group?.parts ?? [], rules, ...(order ? { order } : {}), ...(page ? { page } : {}) };
  });
}

function turned(orders: readonly OrderRule[], i: number): OrderRule | undefined {
  const order = orders[i % Math.max(1, orders.length)];
  if (!order || i < orders.length) return order;
  return { ...order, direction: order.direction === 'asc' ? 'desc' : 'asc' };
}

/** A page of what the rules take: its first most of it, its second half, its last third, or all of it, in turn. */
function pageOf(list: KnownList, rules: readonly FilterRule[], turn: number): Combined['page'] {
  const { operation, known, totalCount, complete } = list;
  const taken = known.filter((row) => rules.length === 0 || predictRules(operation, row, rules) === 'yes').length;
  const rows = rules.length === 0 ? totalCount : taken;
  const most = operation.maxPageSize;
  const cut = (page: number, share: number) => ({
    page,
    pageSize: Math.min(most, Math.max(1, Math.ceil(rows * share))),
  });
  if (rows < 2) return undefined;
  if (!complete && rows > most) return { page: 1 + (turn % 3), pageSize: 20 + (turn % 7) * 9 };
  return [cut(2, 0.55), cut(1, 0.7), cut(3, 0.4), cut(2, 0.4)][turn % 4];
}

const made = new WeakMap<Partial<Combined>, RequestSpec | null>();

/** The request for a list, or for some parts of one; made once for each. */
export function requestOf(context: CheckContext, list: KnownList, asked: Partial<Combined>): RequestSpec | null {
  const known = made.get(asked);
  if (known !== undefined) return known;
  const request = makeRequest(context, list, asked);
  made.set(asked, request);
  return request;
}

function makeRequest(
  context: CheckContext,
  { operation }: KnownList,
  { rules, order, page }: Partial<Combined>,
): RequestSpec | null {
  const [first] = rules ?? [];
  return listRequestFor(context, operation, {
    page: page?.page ?? 1,
    pageSize: page?.pageSize ?? operation.maxPageSize,
    ...(first ? { filter: (rules?.length ?? 0) > 1 ? (rules ?? []) : first } : {}),
    ...(order ? { sort: { field: order.field.name, direction: order.direction } } : {}),
  });
}

/** What a request asks for, in words: `page 2 of 7, by name desc`. */
export function inShort({ rules, order, page }: Partial<Combined>): string {
  return [
    ...(rules?.length
      ? [`filtered by ${rules.map(({ field, predicate }) => `${field} ${predicate}`).join(', ')}`]
      : []),
    ...(order ? [`in the order of ${order.field.name} ${order.direction}`] : []),
    ...(page ? [`page ${page.page} of ${page.pageSize}`] : []),
  ].join(', ');
}
