import { listCase, type Case, type CheckContext } from '../../../verifier/check.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import type { KnownList } from '../../../verifier/model/known-lists.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { stateOf } from '../../../verifier/reread.ts';
import { combinedOf, inShort, requestOf, type Combined } from './plan.ts';
import { deviation, type Deviation, type Side } from './predict.ts';

/** What one combined request showed, taken apart as far as it was not as predicted. */
export type Finding =
  /** Not answered yet: these requests are wanted next. */
  | { kind: 'open'; requests: readonly RequestSpec[]; urgent: boolean }
  | { kind: 'fine' | 'moved' | 'left' }
  /** The smallest part of the request that is not kept either. */
  | { kind: 'guilty'; asked: Partial<Combined>; one: Omit<Case, 'depth'>; deviation: Deviation };

/** Most combined requests of a list that are taken apart: what is broken everywhere is known after two. */
const MOST_APART = 2;

type Ingredient = 'rules' | 'order' | 'page';

/** Which parts are tried without the others, the likeliest first, by what the response shows. */
const SMALLER: Readonly<Record<Side, readonly (readonly Ingredient[])[]>> = {
  filter: [['rules'], ['rules', 'page'], ['rules', 'order']],
  order: [['order'], ['rules', 'order'], ['order', 'page']],
  page: [['page'], ['rules'], ['rules', 'page'], ['order', 'page']],
};

/** A combined request as a case: its page is compared with what is predicted of it. */
export function caseOf(context: CheckContext, list: KnownList, asked: Partial<Combined>): Omit<Case, 'depth'> | null {
  const request = requestOf(context, list, asked);
  if (!request) return null;
  const judge = (base: KnownList, exchange: Parameters<typeof deviation>[2] | undefined) =>
    exchange && deviation(base, asked, exchange);
  return listCase(list, { label: inShort(asked), requests: [request] }, judge);
}

/** A combined request and what it showed. */
export interface Found {
  asked: Combined;
  found: Finding;
}

interface Known {
  /** Exchanges that there were when this was worked out. */
  exchanges: number;
  byList: Map<string, readonly Found[]>;
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
  let apart = 0;
  for (const asked of combinedOf(context, list)) {
    const found = whole(context, list, asked);
    if (found.kind !== 'guilty') {
      yield { asked, found };
      continue;
    }
    apart += 1;
    yield { asked, found: apart > MOST_APART ? { kind: 'left' } : smallest(context, list, asked, found) };
  }
}

function whole(context: CheckContext, list: KnownList, asked: Partial<Combined>): Finding {
  const one = caseOf(context, list, asked);
  if (!one) return { kind: 'left' };
  const state = stateOf(context, one, 'combined');
  switch (state.kind) {
    case 'open':
      return { kind: 'open', requests: one.requests, urgent: false };
    case 'doubtful':
      return { kind: 'open', requests: state.requests, urgent: true };
    case 'broken':
      return { kind: 'guilty', asked, one, deviation: state.outcome as Deviation };
    default:
      return state;
  }
}

/** The smallest part of a request that is broken alone: parts that need no others first. */
function smallest(context: CheckContext, list: KnownList, asked: Combined, all: Finding & { kind: 'guilty' }): Finding {
  const present = (['rules', 'order', 'page'] as const).filter((name) =>
    name === 'rules' ? asked.rules.length > 0 : asked[name],
  );
  for (const names of SMALLER[all.deviation.side]) {
    if (names.length >= present.length || !names.every((name) => present.includes(name))) continue;
    const part = Object.fromEntries(names.map((name) => [name, asked[name]])) as Partial<Combined>;
    const found = whole(context, list, part);
    if (found.kind !== 'fine') return found.kind === 'open' ? { ...found, urgent: true } : found;
  }
  return all;
}
