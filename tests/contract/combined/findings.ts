import { listCase } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext, Depth } from '../../../verifier/check-context.ts';
import type { CompletedExchange, RequestSpec } from '../../../verifier/exchange.ts';
import { deviations } from '../../../verifier/model/expected-page.ts';
import { envelope, type KnownList } from '../../../verifier/model/known-lists.ts';
import { readListRequest, type ListRequest } from '../../../verifier/model/list-request.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { stateOf } from '../../../verifier/reread.ts';
import type { Broken } from './guilty-clause.ts';
import { combinedRequests, type Combined } from './plan.ts';
import { smallerRequests } from './smaller.ts';

/** What one combined request showed, taken apart where its page is not as predicted. */
export type Finding =
  /**
   * Not or only partly responded to yet: these requests are next. `soFar` is the smallest one known to deviate, `broken` what
   * deviates in the combined request itself.
   */
  | {
      readonly kind: 'open';
      readonly requests: readonly RequestSpec[];
      readonly urgent: boolean;
      readonly soFar?: Guilty;
      readonly broken?: readonly Broken[];
    }
  /** As predicted; on a list that changed at each reading; or broken like others that were taken apart. */
  | { readonly kind: 'fine' | 'moved' | 'left' }
  | Guilty;

/** The smallest request that still deviates, and how. */
export interface Guilty {
  readonly kind: 'guilty';
  readonly request: RequestSpec;
  readonly requested: ListRequest;
  readonly broken: readonly Broken[];
  readonly exchange: number | undefined;
  /** Whether all smaller requests are known to be right. */
  readonly smallest: boolean;
}

export interface Found {
  readonly combined: Combined;
  readonly found: Finding;
  /** Targets of the requests that were sent to take it apart: their deviations are reported here. */
  readonly parts: readonly string[];
}

/**
 * Most combined requests that are taken apart, of one list (those that the first defect does not explain) and of all lists
 * together: each needs some ten requests.
 */
const MOST_APART: Readonly<Record<Depth, readonly [list: number, all: number]>> = {
  quick: [1, 2],
  standard: [2, 6],
  full: [4, 36],
};

interface Known {
  /** Count of exchanges when this was computed. */
  readonly exchanges: number;
  readonly byList: Map<string, readonly Found[]>;
  /** Requests of all lists that were taken apart. */
  apart: number;
  /** Whether one of them is not through yet. */
  isBusy: boolean;
}

const known = new WeakMap<Recorder, Known>();

/** What each combined request of a list showed, in their order. Computed once for all checks, until more responses come. */
export function findings(context: CheckContext, list: KnownList): readonly Found[] {
  const { recorder } = context;
  const exchanges = recorder.all().length;
  let entry = known.get(recorder);
  if (entry?.exchanges !== exchanges)
    known.set(recorder, (entry = { exchanges, byList: new Map(), apart: 0, isBusy: false }));
  const key = `${list.operation.id} ${context.seed}`;
  const found = entry.byList.get(key) ?? [...findAll(context, list, entry)];
  entry.byList.set(key, found);
  return found;
}

function* findAll(context: CheckContext, list: KnownList, all: Known): Iterable<Found> {
  const [mostOfList, most] = MOST_APART[context.depth];
  const guilty: Guilty[] = [];
  let apart = 0;
  for (const combined of combinedRequests(context, list)) {
    const parts: string[] = [];
    const first = deviating(context, list, combined.request);
    if (first === 'open' || first === 'fine') {
      const found: Finding =
        first === 'fine' ? { kind: 'fine' } : { kind: 'open', requests: [combined.request], urgent: false };
      yield { combined, found, parts };
      continue;
    }
    const isOff = apart >= mostOfList || all.apart >= most || guilty.some((one) => explains(one, first));
    // One after the other where requests are few: of many that are half taken apart none would be told.
    if (isOff || (all.isBusy && context.depth !== 'full')) {
      yield { combined, found: { kind: 'left' }, parts };
      continue;
    }
    apart += 1;
    all.apart += 1;
    const found = takenApart(context, list, first, parts);
    if (found.kind === 'guilty') guilty.push(found);
    if (found.kind === 'open') all.isBusy ||= found.requests.some((one) => canBeSent(context, one));
    yield { combined, found: found.kind === 'open' ? { ...found, broken: first.broken } : found, parts };
  }
}

/** Whether a request may still get a usable response. */
const canBeSent = ({ recorder }: CheckContext, request: RequestSpec) => recorder.unusable(request) === undefined;

/** Whether a request deviates in the same way as a smaller one whose parts it all has. */
function explains({ requested: small, broken: [one] }: Guilty, { requested: all, broken: [other] }: Guilty): boolean {
  const rule = ({ field, predicate }: ListRequest['filters'][number]) => `${field} ${predicate}`;
  const order = ({ field, direction }: ListRequest['sorts'][number]) => `${field.name} ${direction}`;
  return (
    one?.part === other?.part &&
    small.filters.every((filter) => all.filters.some((more) => rule(more) === rule(filter))) &&
    small.sorts.every((sort) => all.sorts.some((more) => order(more) === order(sort))) &&
    (small.page === 1 || all.page > 1)
  );
}

/** What deviates in the response to a request, before it is read again. */
function deviating(context: CheckContext, list: KnownList, request: RequestSpec): Guilty | 'fine' | 'open' {
  const exchange = context.recorder.find(request);
  const requested = readListRequest(list.operation, request);
  if (!exchange || !requested) return exchange ? 'fine' : 'open';
  const broken = brokenIn(list, requested, exchange);
  return broken.length > 0
    ? { kind: 'guilty', request, requested, broken, exchange: exchange.n, smallest: false }
    : 'fine';
}

/** Whether the smallest request deviates again when it is read again; undecided until then. */
function confirmed(context: CheckContext, list: KnownList, one: Guilty): Finding {
  const state = stateOf(context, pageCase(list, one.request, one.requested), 'combined');
  if (state.kind === 'doubtful') return { kind: 'open', requests: state.requests, urgent: true };
  if (state.kind !== 'broken') return { kind: state.kind === 'moved' ? 'moved' : 'fine' };
  const { broken, exchange } = state.outcome as { broken?: readonly Broken[]; exchange?: number };
  return { ...one, broken: broken ?? one.broken, exchange: exchange ?? one.exchange };
}

/** A request for a page as a case whose outcome holds everything that deviates. */
function pageCase(list: KnownList, request: RequestSpec, requested: ListRequest): Omit<Case, 'depth'> {
  return listCase(list, { label: request.target, requests: [request] }, (base, exchange) => {
    const broken = exchange ? brokenIn(base, requested, exchange) : [];
    const [first] = broken;
    return first && { ...shown(first), broken };
  });
}

/** A deviation as an outcome. */
export const shown = ({ want, got, pointer, about, counted, evident }: Broken) => ({
  ...{ want, got },
  ...(pointer === undefined ? {} : { pointer }),
  ...(about && { about }),
  ...(counted && { counted }),
  ...(evident && { evident }),
});

/** Everything that deviates on a page; where there is no page, its status. */
export function brokenIn(list: KnownList, requested: ListRequest, { response }: CompletedExchange): readonly Broken[] {
  const page = envelope(response);
  if (page) return deviations(list, requested, page);
  const want = 'a page of the list for filters, sorting rules and page together';
  return [{ part: 'status', want, got: `status ${response.status}` }];
}

/**
 * Has a request that deviates confirmed, then goes to the smallest that does, step by step, and has that one confirmed, too.
 */
function takenApart(context: CheckContext, list: KnownList, whole: Guilty, parts: string[]): Finding {
  const soFar = confirmed(context, list, whole);
  return soFar.kind === 'guilty' ? smallestOf(context, list, whole, parts, soFar) : soFar;
}

/** @param soFar what is told where no more can be asked */
function smallestOf(context: CheckContext, list: KnownList, whole: Guilty, parts: string[], soFar: Guilty): Finding {
  const part = whole.broken[0]?.part ?? 'filter';
  for (const step of smallerRequests(whole.request, whole.requested, part)) {
    parts.push(...step.map(({ target }) => target));
    const tried = step.map((request) => deviating(context, list, request));
    const guilty = tried.find((one) => typeof one === 'object');
    if (guilty) return smallestOf(context, list, guilty, parts, soFar);
    const open = step.filter((request, i) => tried[i] === 'open' && canBeSent(context, request));
    if (open.length > 0) return { kind: 'open', requests: open, urgent: true, soFar };
  }
  const last = lastPage(list, whole);
  if (last && !context.recorder.find(last) && canBeSent(context, last)) {
    parts.push(last.target);
    return { kind: 'open', requests: [last], urgent: true, soFar };
  }
  const smallest = byRows(context, last, confirmed(context, list, { ...whole, smallest: true }));
  if (smallest.kind === 'guilty') return smallest;
  return smallest.kind === 'open' ? { ...smallest, soFar } : soFar;
}

/** The page with which a list of filtered rows ends by its own total, where only that total deviates. */
function lastPage({ operation }: KnownList, { request, requested, broken: [first] }: Guilty): RequestSpec | undefined {
  const total = Number(first?.got);
  const { filters, sorts, paged } = requested;
  if (first?.part !== 'total' || filters.length === 0 || sorts.length > 0 || paged || !(total > 0)) return undefined;
  const page = Math.ceil(total / operation.defaultPageSize);
  return page === 1 ? undefined : { ...request, target: `${request.target}&page=${page}` };
}

/** A total that the rows of its last page agree with counts other rows: then the filter is wrong, and not its total. */
function byRows(context: CheckContext, last: RequestSpec | undefined, found: Finding): Finding {
  const page = last && context.recorder.find(last);
  const shown = page && envelope(page.response);
  if (!shown || found.kind !== 'guilty') return found;
  const { totalCount, items } = shown;
  const [first, ...more] = found.broken;
  const number = Number(new URLSearchParams(page.request.target.split('?')[1]).get('page'));
  const size = found.requested.pageSize;
  if (first?.part !== 'total' || items.length !== totalCount - (number - 1) * size) return found;
  return { ...found, broken: [{ ...first, part: 'filter' }, ...more] };
}
