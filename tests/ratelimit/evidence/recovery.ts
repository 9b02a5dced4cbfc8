import { answered, keyOf, type Exchange } from '../../harness/exchange.ts';
import type { Ledger } from '../../harness/ledger.ts';
import { receivedAt, refusedAsBefore } from './bursts.ts';

/** When the target served again: after a request that it refused (sent at `from`), before one it served (over at `until`). */
export interface Recovery {
  from: number;
  until: number;
}

/** The recovery that polling saw in this step, or undefined where it saw none. */
export function recoveryOf(ledger: Ledger, step: string): Recovery | undefined {
  const last = ledger.scene(step).at(-1);
  if (last === undefined || !answered(last) || refusedAsBefore(ledger, last)) return undefined;
  const refused = ownBefore(ledger, last).findLast((exchange) => refusedAsBefore(ledger, exchange));
  return refused === undefined ? undefined : { from: refused.sentAt, until: receivedAt(last) };
}

/** Exchanges of the active key before this one. */
function ownBefore(ledger: Ledger, { n }: Exchange): Exchange[] {
  return ledger.all().filter((exchange) => exchange.n < n && keyOf(exchange.ask) === 'active' && answered(exchange));
}

/** The least and the greatest time between two recoveries, in milliseconds. */
export function between(first: Recovery, second: Recovery): { least: number; most: number } {
  return { least: second.from - first.until, most: second.until - first.from };
}
