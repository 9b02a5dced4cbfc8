import { answered, type Exchange } from '../../harness/exchange.ts';
import type { Ledger } from '../../harness/ledger.ts';
import { envelope } from '../../harness/seen-lists.ts';
import { STEP, type Step } from '../scenes/names.ts';

/** What one burst shows. Times are those of the run's clock, in milliseconds. */
export interface BurstFacts {
  /** Requests that certainly were served. */
  served: number;
  refused: number;
  /** Requests whose answer was lost, or says more of the road than of the target: served or not, nobody knows. */
  lost: number;
  /** From the first request to the last answer. */
  seconds: number;
  startedAt: number;
  /** When the last served answer had come. */
  lastServedAt: number;
  /** When the first refused request was sent, if one was refused. */
  firstRefusedAt?: number;
  /** Served requests of each operation. */
  operations: ReadonlyMap<string, number>;
}

/** The burst of this step, or undefined where none was sent. */
export function burstFacts(ledger: Ledger, step: string): BurstFacts | undefined {
  const exchanges = ledger.scene(step);
  if (exchanges.length === 0) return undefined;
  const refusal = refusalKinds(ledger);
  const refused = exchanges.filter((exchange) => refusal.has(kindOf(exchange)));
  const lost = exchanges.filter((exchange) => !refused.includes(exchange) && unclear(exchange));
  const served = exchanges.filter((exchange) => !refused.includes(exchange) && !lost.includes(exchange));
  const operations = new Map<string, number>();
  for (const { ask } of served) operations.set(ask.operation ?? '', (operations.get(ask.operation ?? '') ?? 0) + 1);
  const startedAt = Math.min(...exchanges.map(({ sentAt }) => sentAt));
  return {
    served: served.length,
    refused: refused.length,
    lost: lost.length,
    seconds: (Math.max(...exchanges.map(receivedAt)) - startedAt) / 1000,
    startedAt,
    lastServedAt: Math.max(startedAt, ...served.map(receivedAt)),
    ...(refused.length === 0 ? {} : { firstRefusedAt: Math.min(...refused.map(({ sentAt }) => sentAt)) }),
    operations,
  };
}

/** When the answer was complete. */
export function receivedAt({ sentAt, took }: Exchange): number {
  return sentAt + took;
}

/** Whether a request that every server serves while the budget lasts was refused, in the manner that the bursts showed. */
export function refusedAsBefore(ledger: Ledger, exchange: Exchange): boolean {
  if (exchange.answer === undefined) return false;
  return exchange.answer.status >= 400 || refusalKinds(ledger).has(kindOf(exchange));
}

/** Whether a gateway answered in the target's place: 502, 503 or 504 where that is not how the target refuses. */
export function lostOnTheWay(ledger: Ledger, exchange: Exchange): boolean {
  const { status = 0 } = exchange.answer ?? {};
  return [502, 503, 504].includes(status) && !refusalKinds(ledger).has(kindOf(exchange));
}

/** Answers in a row, at the end of a burst, that make a refusal of what is not 429. */
const ROW = 3;
const BURSTS: readonly Step[] = [STEP.burst1, STEP.again];

/** What was found when the ledger was as long as `upTo`: each refusal that is judged asks for it. */
const kindsOf = new WeakMap<Ledger, { readonly upTo: number; readonly kinds: ReadonlySet<string> }>();

/**
 * How the target refuses for the budget: 429, and whatever else the bursts ended with after they had been served (503,
 * or 200 with something that is no list). Only LIM-03 minds; all other clauses judge by when it refuses.
 */
export function refusalKinds(ledger: Ledger): ReadonlySet<string> {
  const known = kindsOf.get(ledger);
  const upTo = ledger.all().length;
  if (known?.upTo === upTo) return known.kinds;
  const kinds = new Set(['429']);
  kindsOf.set(ledger, { upTo, kinds });
  for (const step of BURSTS) {
    const found = ledger.scene(step).map(kindOf);
    const last = found.at(-1);
    if (last === undefined || last === 'served' || last === 'none' || found.includes('429')) continue;
    const row = found.length - 1 - found.findLastIndex((kind) => kind !== last);
    if (row >= ROW && found.includes('served')) kinds.add(last);
  }
  return kinds;
}

/** `served`, `none`, `no list` (2xx that is none), or the status of an error. */
export function kindOf(exchange: Exchange): string {
  if (!answered(exchange)) return 'none';
  const { status } = exchange.answer;
  if (status >= 300) return String(status);
  return envelope(exchange.answer) === null ? 'no list' : 'served';
}

function unclear(exchange: Exchange): boolean {
  return !answered(exchange) || exchange.answer.status >= 500;
}
