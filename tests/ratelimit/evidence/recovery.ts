import { answered } from '../../harness/exchange.ts';
import type { Ledger } from '../../harness/ledger.ts';
import { receivedAt, refusedAsBefore } from './bursts.ts';
import { lastRefusal, ofProvider } from './while-refused.ts';

/** When the target served again: after a request that it refused (sent at `from`), before one it served (over at `until`). */
export interface Recovery {
  from: number;
  until: number;
  /** Requests that were served from the new budget while its return was looked for. */
  served: number;
}

/** The recovery that polling saw in this step, or undefined where it saw none. */
export function recoveryOf(ledger: Ledger, step: string): Recovery | undefined {
  const last = ledger.scene(step).at(-1);
  if (last === undefined || !answered(last) || refusedAsBefore(ledger, last)) return undefined;
  const refused = lastRefusal(ledger, last);
  if (refused === undefined) return undefined;
  const served = ledger.all().filter((one) => one.n > refused.n && one.n <= last.n && ofProvider(one) && answered(one));
  const first = served[0] ?? last;
  return { from: refused.sentAt, until: receivedAt(first), served: served.length };
}

/** The least and the greatest time between two recoveries, in milliseconds. */
export function between(first: Recovery, second: Recovery): { least: number; most: number } {
  return { least: second.from - first.until, most: second.until - first.from };
}
