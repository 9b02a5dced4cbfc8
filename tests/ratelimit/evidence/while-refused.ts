import { answered, keyOf, type Exchange } from '../../harness/exchange.ts';
import type { Ledger } from '../../harness/ledger.ts';
import { allowance } from './allowance.ts';
import { receivedAt, refusedAsBefore } from './bursts.ts';

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
  // A bucket may have a token for the first of them, never for the one after the others took theirs.
  if (!answered(after) || !refusedAsBefore(ledger, after)) return undefined;
  const exchanges = scene.filter(({ ask }) => keyOf(ask) === key).filter(answered);
  const told = exchanges.filter(({ answer }) => answer.status !== 401 && answer.status !== 403);
  if (told.length === 0) return undefined;
  const refused = told.filter((exchange) => refusedAsBefore(ledger, exchange)).length;
  const since = lastRefusalBefore(ledger, before);
  return {
    served: told.length - refused,
    refused,
    allowed: allowance(rate, receivedAt(after) - since) + 1,
    exchanges,
  };
}

/** When the last refusal before this exchange was sent: from then on a bucket refills. */
function lastRefusalBefore(ledger: Ledger, { n, sentAt }: Exchange): number {
  const refused = ledger.all().findLast((exchange) => exchange.n < n && refusedAsBefore(ledger, exchange));
  return refused?.sentAt ?? sentAt;
}
