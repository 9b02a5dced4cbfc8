import type { Seen } from '../../harness/check.ts';
import { answered } from '../../harness/exchange.ts';
import { problem, sampleExchange, type SampleScene } from '../../harness/sample.ts';
import { FIRST_BURST } from '../scenes/first-burst.ts';

interface BurstEvidence {
  /** Status of each request, in the order of their answers. */
  statuses: number[];
  /** From the first request to the last answer, one decimal. */
  seconds: number;
}

/** The first burst as evidence, or why it is none. */
export function burstOf(seen: Seen): BurstEvidence | string {
  const exchanges = seen.ledger.scene(FIRST_BURST).filter(answered);
  const [first] = exchanges;
  const last = exchanges.at(-1);
  if (first === undefined || last === undefined) return 'no burst was sent';
  const seconds = Math.round((last.sentAt + last.took - first.sentAt) / 100) / 10;
  if (seconds >= seen.target.windowSeconds) {
    return `the burst took ${seconds} s, longer than the window of ${seen.target.windowSeconds} s: the connection is too slow`;
  }
  return { statuses: exchanges.map(({ answer }) => answer.status), seconds };
}

/** A burst as a server with the given limit answers it: served, then refused with `refusal`. */
export function sampleBurst(served: number, refused: number, refusal = 429): SampleScene {
  return Array.from({ length: served + refused }, (_, i) =>
    sampleExchange(FIRST_BURST, i * 20, i < served ? { body: {} } : problem(refusal, 'Too Many Requests')),
  );
}
