import { hash } from '../../../verifier/choose.ts';
import type { Broken } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { contentOf, type CompletedExchange, type RequestSpec } from '../../../verifier/exchange.ts';
import { envelope, listRequestFor, type Envelope, type KnownList } from '../../../verifier/model/known-lists.ts';
import { readListRequest, type ListRequest } from '../../../verifier/model/list-request.ts';
import { disorder, type OrderRule } from '../../../verifier/model/order.ts';
import { inOrder } from '../../../verifier/reread.ts';
import { recordedLists } from '../combined/recorded-lists.ts';
import { sortFields } from './sorted.ts';

/** An order in which a list's rows do not come by themselves, requested alone; null where no order shows in them. */
export function otherOrder(context: CheckContext, list: KnownList): { rule: OrderRule; request: RequestSpec } | null {
  const start = hash(context.seed, list.operation.id);
  const rule = sortFields(context, list)
    .flatMap((field, i): OrderRule[] => {
      const down = { field, direction: 'desc' } as const;
      const up = { field, direction: 'asc' } as const;
      return (start + i) % 2 === 0 ? [down, up] : [up, down];
    })
    .find((one) => disorder(list.rows, [one]) !== null);
  const request = rule && ordered(context, list, rule);
  return rule && request && request.wire !== null ? { rule, request } : null;
}

function ordered(context: CheckContext, { operation }: KnownList, { field, direction }: OrderRule) {
  return listRequestFor(context, operation, { sort: { field: field.name, direction } });
}

/**
 * A response without a filter that does not count the rows of the list. Where it counts those of a filter that another request had,
 * it may follow the request before it, although the list, requested again, is as before.
 */
export function countsOthers(context: CheckContext, list: KnownList): CompletedExchange | undefined {
  for (const request of recordedLists(context.recorder, list.first.request.target)) {
    const requested = readListRequest(list.operation, request);
    if (requested === null || requested.filters.length > 0) continue;
    const exchange = context.recorder.find(request);
    const page = exchange && envelope(exchange.response);
    if (page && page.totalCount !== list.totalCount) return exchange;
  }
  return undefined;
}

/** Two requests that would leave a list in different states. */
type Pair = readonly [RequestSpec, RequestSpec];

/**
 * Two requests, in turn, each with the plain request after it: their responses show whether a server serves what the request
 * before left behind. Empty unless a plain response looks like that: as many rows as a filter took, a page, or a size of
 * pages, that another request named, or rows in the order of another.
 */
export function requestedInTurn(context: CheckContext, list: KnownList, changed: CompletedExchange): RequestSpec[] {
  const page = envelope(changed.response);
  const [first, second] = (page && pairFor(context, list, page)) ?? [];
  if (!first || !second) return [];
  return [first, second, first].flatMap((other, i) => [
    { ...other, fresh: `left behind ${i + 1}` },
    { ...list.first.request, fresh: `after left behind ${i + 1}` },
  ]);
}

function pairFor(context: CheckContext, list: KnownList, page: Envelope): Pair | undefined {
  const others = [...recordedLists(context.recorder, list.first.request.target)].flatMap((request) => {
    const requested = readListRequest(list.operation, request);
    const exchange = context.recorder.find(request);
    const total = exchange && envelope(exchange.response)?.totalCount;
    return requested && total !== undefined ? [{ request, requested, total }] : [];
  });
  const unlike = (trait: (of: { requested: ListRequest; total: number }) => number, found: number) => {
    const same = others.find((one) => trait(one) === found);
    const other = others.find((one) => trait(one) !== found && trait(one) > 0);
    return same && other && ([same.request, other.request] as const);
  };
  if (page.totalCount !== list.totalCount) {
    const filtered = others.some(({ requested, total }) => requested.filters.length > 0 && total === page.totalCount);
    return filtered ? unlike(({ total }) => total, page.totalCount) : undefined;
  }
  if (page.page !== 1) return unlike(({ requested }) => requested.page, Number(page.page));
  if (page.items.length !== list.rows.length) return unlike(({ requested }) => requested.pageSize, page.items.length);
  const other = otherOrder(context, list);
  if (!other || disorder(page.items, [other.rule]) !== null) return undefined;
  const { rule, request } = other;
  const back = ordered(context, list, { ...rule, direction: rule.direction === 'asc' ? 'desc' : 'asc' });
  return back && back.wire !== null ? [request, back] : undefined;
}

/**
 * What the responses to these requests show: the plain list follows the request before it, forth and back. A list that
 * somebody edits meanwhile does not.
 */
export function leftBehind(responses: readonly CompletedExchange[]): Broken | undefined {
  const [a, afterA, b, afterB, , afterAgain] = responses;
  if (!inOrder(...responses.map((one) => [one])) || !a || !afterA || !b || !afterB || !afterAgain) return undefined;
  const [once, other, again] = [afterA, afterB, afterAgain].map(({ response }) => contentOf(response));
  if (once !== again || once === other) return undefined;
  const shown = ({ response }: CompletedExchange) => {
    const page = envelope(response);
    return page ? `${page.items.length} rows of ${page.totalCount}` : `status ${response.status}`;
  };
  return {
    want: 'the same response to the same request, whatever was requested before',
    got: `${shown(afterA)} after ${a.request.target}, and others after ${b.request.target}: ${shown(afterB)}`,
    exchange: afterB.n,
  };
}
