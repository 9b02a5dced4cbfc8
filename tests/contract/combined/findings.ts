import type { CheckContext, Depth } from '../../../verifier/check-context.ts';
import type { KnownList } from '../../../verifier/model/known-lists.ts';
import type { ListRequest } from '../../../verifier/model/list-request.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { combinedRequests, type Combined } from './plan.ts';
import { sliceOf } from './slice.ts';
import { canBeSent, deviating, takenApart, type Finding, type Guilty } from './taken-apart.ts';

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
  const found = entry.byList.get(key) ?? findAll(context, list, entry);
  entry.byList.set(key, found);
  return found;
}

/** Takes apart what deviates in the order of the responses: what was begun goes on, whatever deviates meanwhile. */
function findAll(context: CheckContext, list: KnownList, all: Known): Found[] {
  const slice = sliceOf(context, list);
  const looked = combinedRequests(context, list).map((combined) => {
    const base = combined.inSlice && slice.kind === 'read' ? slice.list : list;
    return { combined, base, first: deviating(context, base, combined.request) };
  });
  const found = new Map<Combined, Omit<Found, 'combined'>>();
  const guilty: Guilty[] = [];
  let apart = 0;
  const [mostOfList, most] = MOST_APART[context.depth];
  for (const { combined, base, first } of looked.filter(({ first: one }) => typeof one === 'object').sort(bySending)) {
    if (typeof first === 'string') continue;
    const isOff = apart >= mostOfList || all.apart >= most || guilty.some((one) => explains(one, first));
    // One after the other where requests are few: of many that are half taken apart none would be told.
    if (isOff || (all.isBusy && context.depth !== 'full')) continue;
    apart += 1;
    all.apart += 1;
    const parts: string[] = [];
    const one = takenApart(context, base, first, parts);
    if (one.kind === 'guilty') guilty.push(one);
    if (one.kind === 'open') all.isBusy ||= one.requests.some((request) => canBeSent(context, request));
    found.set(combined, { found: one.kind === 'open' ? { ...one, broken: first.broken } : one, parts });
  }
  return looked.map(({ combined, first }) => {
    if (first === 'fine') return { combined, found: { kind: 'fine' }, parts: [] };
    if (first === 'open')
      return { combined, found: { kind: 'open', requests: [combined.request], urgent: false }, parts: [] };
    return { combined, ...(found.get(combined) ?? { found: { kind: 'left' }, parts: [] }) };
  });
}

type Looked = { readonly first: ReturnType<typeof deviating> };

const bySending = ({ first: a }: Looked, { first: b }: Looked) => sentAs(a) - sentAs(b);
const sentAs = (one: Looked['first']) => (typeof one === 'object' ? (one.exchange ?? 0) : 0);

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
