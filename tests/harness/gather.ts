import { DEPTHS, type Check, type Seen, type Want } from './check.ts';
import { identity, keyOf, type Ask } from './exchange.ts';
import type { Probe } from './probe.ts';
import { sendable, type Secrets } from './secrets.ts';

export interface Progress {
  sent: number;
  /** Questions that are known to be left; answers may lead to more. */
  left: number;
}

/**
 * The questions that the checks still want answered, each once, those of the shallowest depth first.
 * @returns asks that are not in the ledger and can be sent with the keys at hand
 */
export function outstanding(checks: readonly Check[], seen: Seen, secrets: Secrets): Ask[] {
  const wanted = new Map<string, Want>();
  const deepest = DEPTHS.indexOf(seen.depth);
  for (const check of checks) {
    for (const want of check.wants?.(seen) ?? []) {
      if (DEPTHS.indexOf(want.depth) > deepest || seen.ledger.find(want.ask) || !sendable(want.ask, secrets)) continue;
      const id = identity(want.ask);
      const known = wanted.get(id);
      if (known === undefined || DEPTHS.indexOf(want.depth) < DEPTHS.indexOf(known.depth)) wanted.set(id, want);
    }
  }
  return [...wanted.values()].sort((a, b) => DEPTHS.indexOf(a.depth) - DEPTHS.indexOf(b.depth)).map(({ ask }) => ask);
}

/**
 * Asks until no check wants more, or until `most` requests that spend the budget were sent.
 * Questions that got no usable answer are not asked again in the same run.
 */
export async function gather(
  checks: readonly Check[],
  seen: Seen,
  probe: Probe,
  secrets: Secrets,
  most: number,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<void> {
  const tried = new Set<string>();
  let sent = 0;
  let spent = 0;
  for (;;) {
    const asks = outstanding(checks, seen, secrets).filter((ask) => !tried.has(identity(ask)));
    if (asks.length === 0) return;
    for (const [i, ask] of asks.entries()) {
      const spends = keyOf(ask) !== null && !['revoked', 'deleted', 'unknown'].includes(keyOf(ask) ?? '');
      if (spends && spent >= most) {
        tried.add(identity(ask));
        continue;
      }
      onProgress({ sent, left: asks.length - i });
      tried.add(identity(ask));
      await probe.ask(ask);
      sent += 1;
      if (spends) spent += 1;
    }
  }
}
