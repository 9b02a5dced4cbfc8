import { answered, keyOf, type Exchange } from '../../harness/exchange.ts';
import type { Ledger } from '../../harness/ledger.ts';
import { allowance } from './allowance.ts';
import { lostOnTheWay, receivedAt, refusedAsBefore } from './bursts.ts';

/** What one key got while the provider's active key was refused. */
export interface Meanwhile {
  /** Requests with that key that were served, and that were refused for the budget. */
  served: number;
  refused: number;
  /** Served at most by a budget that refills bit by bit. */
  allowed: number;
  exchanges: readonly Exchange[];
}

/**
 * What this key got in a step during which the active key was refused before and after; undefined where the key was not
 * tried, was refused as a key, or where the active key was served again meanwhile: that shows nothing.
 */
export function meanwhile(
  ledger: Ledger,
  step: string,
  key: string,
  rate: { limit: number; windowMs: number },
): Meanwhile | undefined {
  const scene = ledger.scene(step);
  const own = scene.filter(({ ask }) => keyOf(ask) === 'active');
  const [before] = own;
  const after = own.at(-1);
  if (own.length < 2 || !before || !after) return undefined;
  if (!answered(after) || !refusedAsBefore(ledger, after)) return undefined;
  const exchanges = scene.filter(({ ask }) => keyOf(ask) === key).filter(answered);
  const told = exchanges.filter(
    (exchange) => ![401, 403].includes(exchange.answer.status) && !lostOnTheWay(ledger, exchange),
  );
  const last = told.at(-1);
  if (last === undefined) return undefined;
  const refused = told.filter((exchange) => refusedAsBefore(ledger, exchange)).length;
  const since = lastRefusal(ledger, before)?.sentAt ?? before.sentAt;
  return {
    served: told.length - refused,
    refused,
    allowed: allowance(rate, receivedAt(last) - since) + 1,
    exchanges,
  };
}

/** The last request with a key of the provider that was refused (before this exchange): from then on a bucket refills. */
export function lastRefusal(ledger: Ledger, before?: Exchange): Exchange | undefined {
  const most = before?.n ?? Infinity;
  return ledger
    .all()
    .findLast((exchange) => exchange.n < most && ofProvider(exchange) && refusedAsBefore(ledger, exchange));
}

/** Whether a request carried a key of the provider under test. */
export function ofProvider({ ask }: Exchange): boolean {
  const key = keyOf(ask);
  return key !== null && !['foreign', 'unknown', 'revoked', 'deleted'].includes(key);
}
