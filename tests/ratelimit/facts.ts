import type { CheckContext } from '../../verifier/check-context.ts';
import { completed, keyOf } from '../../verifier/exchange.ts';
import { inferAlgorithm } from './evidence/algorithm.ts';
import { measured } from './evidence/measured.ts';

/** What the limit suite reports of the limiter, for the run record. */
export interface LimiterFacts {
  algorithm: string;
  confidence: string;
  why: string;
  /** `t` in seconds from the first request of the protocol. */
  timeline: { t: number; status: number; key: string }[];
}

/** The limiter as it was inferred, with every request of the protocol; undefined where the suite did not run. */
export function limiterFacts(context: CheckContext): LimiterFacts | undefined {
  const exchanges = context.recorder.all().filter(({ scenario }) => scenario.startsWith('lim-'));
  const [first] = exchanges;
  if (first === undefined) return undefined;
  const timeline = exchanges.filter(completed).map(({ sentAt, request, response }) => ({
    t: Math.round((sentAt - first.sentAt) / 100) / 10,
    status: response.status,
    key: keyOf(request) ?? 'none',
  }));
  return { ...inferAlgorithm(measured(context)), timeline };
}
