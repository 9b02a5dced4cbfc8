import { DEPTHS, type Check, type Seen, type Want } from './check.ts';
import { hash } from './choose.ts';
import { mayBeServed, served } from './counts.ts';
import { identity, type Ask } from './exchange.ts';
import type { Probe } from './probe.ts';
import { sendable, type Secrets } from './secrets.ts';

export interface Progress {
  /** Questions that cost a request and are known to be left; answers may lead to more. */
  left: number;
}

/** Nights after which runs at `standard` have asked all that `full` asks: each night takes another seventh of it. */
export const NIGHTS = 7;

/**
 * The questions that the checks still want answered, each once: those of the shallowest depth first, and within a depth
 * each check in turn, so that no clause starves where the budget ends. Questions that are evidence only together stay
 * together.
 * @returns asks that are not in the ledger and can be sent with the keys at hand
 */
export function outstanding(checks: readonly Check[], seen: Seen, secrets: Secrets): Ask[] {
  const queues = checks.map((check) => wantsOf(check, seen, secrets));
  const asks = new Map<string, Ask>();
  for (const depth of DEPTHS) {
    const turns = queues.map((wants) => wants.filter((want) => want.depth === depth));
    for (let turn = 0; turns.some((wants) => turn < wants.length); turn += 1) {
      // Cheap ones go first: of a budget that ends within a turn most clauses get their share.
      const open = turns.map((wants) => (wants[turn]?.asks ?? []).filter((ask) => !seen.ledger.find(ask)));
      for (const ask of open.sort((a, b) => a.length - b.length).flat()) asks.set(identity(ask), ask);
    }
  }
  return [...asks.values()];
}

function wantsOf(check: Check, seen: Seen, secrets: Secrets): Want[] {
  const open = [];
  for (const want of check.wants?.(seen) ?? []) {
    if (!due(check, want, seen) || want.asks.every((ask) => seen.ledger.find(ask))) continue;
    if (want.asks.every((ask) => sendable(ask, secrets))) open.push(want);
  }
  return open;
}

/** Whether a want is asked at the run's depth: `standard` adds the night's share of what `full` asks. */
function due({ clause }: Check, { depth, label }: Want, seen: Seen): boolean {
  if (DEPTHS.indexOf(depth) <= DEPTHS.indexOf(seen.depth)) return true;
  return seen.depth === 'standard' && hash(0, clause, label) % NIGHTS === seen.seed % NIGHTS;
}

export interface GatherLimits {
  /** Most requests that the target may serve. */
  most: number;
  /** Whether it is too late for questions that cost a request. */
  late?(): boolean;
  /** Which questions may be asked now; all unless said. */
  only?(ask: Ask): boolean;
  /** Says why asking must stop now (Ctrl-C, a deadline), or nothing. */
  stop?(): string | undefined;
  onProgress?(progress: Progress): void;
}

/**
 * Asks until no check wants more, the target has served `most`, or it is told to stop. Refusals for the key cost
 * nothing. Questions that got no usable answer are not asked again in the same run.
 * @returns why it stopped early, or undefined
 */
export async function gather(
  checks: readonly Check[],
  seen: Seen,
  probe: Probe,
  secrets: Secrets,
  limits: GatherLimits,
): Promise<string | undefined> {
  const tried = new Set<string>();
  let spent = 0;
  for (;;) {
    const asks = outstanding(checks, seen, secrets).filter(
      (ask) => !tried.has(identity(ask)) && (limits.only?.(ask) ?? true),
    );
    let left = asks.filter(mayBeServed).length;
    if (asks.length === 0) return undefined;
    for (const ask of asks) {
      const why = limits.stop?.();
      if (why !== undefined) return why;
      tried.add(identity(ask));
      const costs = mayBeServed(ask);
      if (costs && (spent >= limits.most || limits.late?.())) continue;
      limits.onProgress?.({ left: Math.max(0, Math.min(left, limits.most - spent)) });
      const exchange = await probe.ask(ask);
      if (costs) left -= 1;
      if (served(exchange)) spent += 1;
    }
  }
}
