import { listCase, type Case, type CheckContext } from '../../../verifier/check.ts';
import type { CompletedExchange, RequestSpec } from '../../../verifier/exchange.ts';
import { deviations } from '../../../verifier/model/expected-page.ts';
import { envelope, type KnownList } from '../../../verifier/model/known-lists.ts';
import { readListRequest, type ListRequest } from '../../../verifier/model/list-request.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { stateOf } from '../../../verifier/reread.ts';
import type { Broken } from './guilty-clause.ts';
import { combinedRequests, type Combined } from './plan.ts';
import { smallerRequests } from './smaller.ts';

/** What one combined request showed, taken apart as far as its page is not as predicted. */
export type Finding =
  /** Not answered yet: these requests are wanted next. */
  | { readonly kind: 'open'; readonly requests: readonly RequestSpec[]; readonly urgent: boolean }
  /** As predicted; another list at each reading; or broken like others that were taken apart. */
  | { readonly kind: 'fine' | 'moved' | 'left' }
  | Guilty;

/** The smallest request that deviates as well, and how. */
export interface Guilty {
  readonly kind: 'guilty';
  readonly request: RequestSpec;
  readonly requested: ListRequest;
  readonly broken: readonly Broken[];
  readonly exchange: number | undefined;
}

export interface Found {
  readonly combined: Combined;
  readonly found: Finding;
}

/** Most combined requests of a list that are taken apart, of which the first defect does not explain the others. */
const MOST_APART = 4;

interface Known {
  /** Exchanges that there were when this was worked out. */
  readonly exchanges: number;
  readonly byList: Map<string, readonly Found[]>;
}

const known = new WeakMap<Recorder, Known>();

/** What each combined request of a list showed, in their order. Worked out once for all checks, until more was answered. */
export function findings(context: CheckContext, list: KnownList): readonly Found[] {
  const { recorder } = context;
  const exchanges = recorder.all().length;
  let entry = known.get(recorder);
  if (entry?.exchanges !== exchanges) known.set(recorder, (entry = { exchanges, byList: new Map() }));
  const key = `${list.operation.id} ${context.seed}`;
  const found = entry.byList.get(key) ?? [...findAll(context, list)];
  entry.byList.set(key, found);
  return found;
}

function* findAll(context: CheckContext, list: KnownList): Iterable<Found> {
  const guilty: Guilty[] = [];
  let apart = 0;
  for (const combined of combinedRequests(context, list)) {
    const found = judged(context, list, combined.request);
    if (found.kind !== 'guilty') {
      yield { combined, found };
      continue;
    }
    if (apart >= MOST_APART || guilty.some((one) => explains(one, found))) {
      yield { combined, found: { kind: 'left' } };
      continue;
    }
    apart += 1;
    const smallest = takenApart(context, list, found);
    if (smallest.kind === 'guilty') guilty.push(smallest);
    yield { combined, found: smallest };
  }
}

/** Whether a request deviates in the same way as a smaller one, all of which it asks as well. */
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

type Judged = Finding | { readonly kind: 'unread' };

function judged(context: CheckContext, list: KnownList, request: RequestSpec): Exclude<Judged, { kind: 'unread' }> {
  const requested = readListRequest(list.operation, request);
  const one = requested && pageCase(list, request, requested);
  if (!one) return { kind: 'left' };
  const state = stateOf(context, one, 'combined');
  switch (state.kind) {
    case 'open':
      return { kind: 'open', requests: one.requests, urgent: false };
    case 'doubtful':
      return { kind: 'open', requests: state.requests, urgent: true };
    case 'broken': {
      const { broken, exchange } = state.outcome as { broken?: readonly Broken[]; exchange?: number };
      return { kind: 'guilty', request, requested, broken: broken ?? [], exchange };
    }
    default:
      return state;
  }
}

/** A request for a page as a case whose outcome holds all that deviates. */
function pageCase(list: KnownList, request: RequestSpec, requested: ListRequest): Omit<Case, 'depth'> {
  return listCase(list, { label: request.target, requests: [request] }, (base, exchange) => {
    const broken = exchange ? brokenIn(base, requested, exchange) : [];
    const [first] = broken;
    return first && { want: first.want, got: first.got, broken };
  });
}

/** All that deviates on a page; where there is none, its status. */
export function brokenIn(list: KnownList, requested: ListRequest, { response }: CompletedExchange): readonly Broken[] {
  const page = envelope(response);
  if (page) return deviations(list, requested, page);
  const want = 'a page of the list for filters, sorting rules and page together';
  return [{ part: 'status', want, got: `status ${response.status}` }];
}

/** Goes from a request that deviates to the smallest that does, step by step. */
function takenApart(context: CheckContext, list: KnownList, whole: Guilty): Finding {
  const part = whole.broken[0]?.part ?? 'filter';
  for (const step of smallerRequests(whole.request, whole.requested, part)) {
    const tried = step.map((request) => judged(context, list, request));
    const open = tried.flatMap((one) => (one.kind === 'open' ? one.requests : []));
    if (open.length > 0) return { kind: 'open', requests: open, urgent: true };
    const guilty = tried.find((one) => one.kind === 'guilty');
    if (guilty) return takenApart(context, list, guilty);
    if (tried.some(({ kind }) => kind === 'moved')) return { kind: 'moved' };
  }
  return whole;
}
