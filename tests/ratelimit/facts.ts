import type { Seen } from '../harness/check.ts';
import { answered, keyOf } from '../harness/exchange.ts';
import { inferAlgorithm } from './evidence/algorithm.ts';
import { measured } from './evidence/measured.ts';

/** What the limit suite tells of the limiter, for the run record. */
export interface LimiterFacts {
  algorithm: string;
  confidence: string;
  why: string;
  /** `t` in seconds from the first request of the protocol. */
  timeline: { t: number; status: number; key: string }[];
}

/** The limiter as it was inferred, with every request of the protocol; undefined where the suite did not run. */
export function limiterFacts(seen: Seen): LimiterFacts | undefined {
  const exchanges = seen.ledger.all().filter(({ scene }) => scene.startsWith('lim-'));
  const [first] = exchanges;
  if (first === undefined) return undefined;
  const timeline = exchanges.filter(answered).map(({ sentAt, ask, answer }) => ({
    t: Math.round((sentAt - first.sentAt) / 100) / 10,
    status: answer.status,
    key: keyOf(ask) ?? 'none',
  }));
  return { ...inferAlgorithm(measured(seen)), timeline };
}
