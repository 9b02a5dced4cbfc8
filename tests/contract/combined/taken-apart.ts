import { listCase } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { CompletedExchange, RequestSpec } from '../../../verifier/exchange.ts';
import { deviations } from '../../../verifier/model/expected-page.ts';
import { envelope, type KnownList } from '../../../verifier/model/known-lists.ts';
import { readWithin, type ListRequest } from '../../../verifier/model/list-request.ts';
import { stateOf } from '../../../verifier/reread.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import type { Broken } from './guilty-clause.ts';
import { smallerRequests } from './smaller.ts';
import { suspectRule } from './suspect.ts';

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
  /** The one filter that explains it, where it is not taken apart to the end. */
  readonly suspect?: FilterRule | undefined;
}

/** Whether a request may still get a usable response. */
export const canBeSent = ({ recorder }: CheckContext, request: RequestSpec) => recorder.unusable(request) === undefined;

/** What deviates in the response to a request, before it is read again. */
export function deviating(context: CheckContext, list: KnownList, request: RequestSpec): Guilty | 'fine' | 'open' {
  const exchange = context.recorder.find(request);
  const requested = readWithin(list.operation, list.within ?? [], request);
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
  const want = '200 and the page of the list that was requested';
  return [{ part: 'status', want, got: `status ${response.status}` }];
}

/**
 * Has a request that deviates confirmed, then goes to the smallest that does, step by step, and has that one confirmed, too.
 */
export function takenApart(context: CheckContext, list: KnownList, whole: Guilty, parts: string[]): Finding {
  const soFar = confirmed(context, list, whole);
  if (soFar.kind !== 'guilty') return soFar;
  return smallestOf(context, list, whole, parts, { ...soFar, suspect: suspectOf(context, list, soFar) });
}

function suspectOf(context: CheckContext, list: KnownList, one: Guilty): FilterRule | undefined {
  const exchange = one.exchange === undefined ? undefined : context.recorder.all()[one.exchange - 1];
  const page = exchange?.response && envelope(exchange.response);
  const [first] = one.broken;
  return page && first ? suspectRule(list, one.requested, first, page.items) : undefined;
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
