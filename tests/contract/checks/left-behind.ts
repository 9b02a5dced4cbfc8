import { decoded } from '../../../spec/decoded.ts';
import { hash } from '../../../verifier/choose.ts';
import type { Broken } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { contentOf, type CompletedExchange, type RequestSpec } from '../../../verifier/exchange.ts';
import { envelope, listRequestFor, type Envelope, type KnownList } from '../../../verifier/model/known-lists.ts';
import { readListRequest } from '../../../verifier/model/list-request.ts';
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
 * Responses that do not fit their own requests, which name neither a filter nor a size of pages: they count other rows than the list
 * has, or their page is short. They may follow the request before, although the list, requested again, is as before.
 */
export function ofOtherRequests(context: CheckContext, list: KnownList): CompletedExchange[] {
  const [path = ''] = list.first.request.target.split('?');
  const full = envelope(list.first.response)?.items.length ?? 0;
  return context.recorder.completed().filter((exchange) => {
    const { target } = exchange.request;
    if (target.split('?')[0] !== path || /queryFilters|pageSize/.test(target) || exchange.response.status !== 200)
      return false;
    const requested = readListRequest(list.operation, exchange.request);
    const page = requested?.filters.length === 0 ? envelope(exchange.response) : undefined;
    if (!requested || !page) return false;
    const left = Math.max(0, list.totalCount - (requested.page - 1) * full);
    return page.totalCount !== list.totalCount || page.items.length < Math.min(full, left);
  });
}

/** Two pages, and two sizes of pages, that no server takes unless they are named. */
const OTHERS = [2, 3];

/** Most characters of a request in a finding. */
const LONGEST = 160;
const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Two requests that would leave a list in different states. */
type Pair = readonly [RequestSpec, RequestSpec];

/**
 * Two requests, in turn, each with the plain request after it: their responses show whether a server serves what the request
 * before left behind. Empty unless a plain response looks like that: as many rows as a filter took, another page, another size of
 * pages, or rows in the order of another request.
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
  if (page.totalCount !== list.totalCount) return filteredTo(context, list, page.totalCount);
  if (page.page !== 1 || page.items.length !== list.rows.length) {
    const name = page.page !== 1 ? 'page' : 'pageSize';
    const [one, two] = OTHERS.map((value) => listRequestFor(context, list.operation, { [name]: value }));
    return one && two ? [one, two] : undefined;
  }
  const other = otherOrder(context, list);
  if (!other || disorder(page.items, [other.rule]) !== null) return undefined;
  const { rule, request } = other;
  const back = ordered(context, list, { ...rule, direction: rule.direction === 'asc' ? 'desc' : 'asc' });
  return back && back.wire !== null ? [request, back] : undefined;
}

/** The first two requests whose filters took so many rows, and another number. */
function filteredTo(context: CheckContext, list: KnownList, total: number): Pair | undefined {
  const filtered = [...recordedLists(context.recorder, list.first.request.target)]
    .filter((request) => (readListRequest(list.operation, request)?.filters.length ?? 0) > 0)
    .flatMap((request) => {
      const exchange = context.recorder.find(request);
      const taken = exchange && envelope(exchange.response)?.totalCount;
      return taken === undefined ? [] : [{ request, taken }];
    });
  const same = filtered.find(({ taken }) => taken === total);
  const other = filtered.find(({ taken }) => taken !== total && taken > 0);
  return same && other && [same.request, other.request];
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
    return page
      ? `page ${String(page.page)}, ${page.items.length} rows of ${page.totalCount}`
      : `status ${response.status}`;
  };
  const told = ({ request }: CompletedExchange) => cut(decoded(request.target));
  return {
    want: 'the same response to the same request, whatever was requested before',
    got: `${shown(afterA)} after ${told(a)}, and others after ${told(b)}: ${shown(afterB)}`,
    exchange: afterB.n,
  };
}
