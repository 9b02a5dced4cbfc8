import type { Seen } from '../../harness/check.ts';
import type { AnsweredExchange } from '../../harness/exchange.ts';
import { requests, type Item } from './life.ts';

/** Milliseconds within which "at once" is kept on a live target, and within which it is only warned of (defects.md). */
const AT_ONCE_MS = 5_000;
const LATE_MS = 60_000;

/**
 * That a key was refused at once: judged by the requests of a step, the first of which was sent when the portal had
 * said so. On our own mock no request may be served; a live target may take moments, but never serve once it refused.
 */
export function refusedAtOnce(seen: Seen, step: string, key?: string): Item {
  const all = requests(seen, step, key).filter(({ answer }) => answer.status !== 429 && answer.status < 500);
  const [first] = all;
  if (first === undefined) return null;
  const served = all.filter(({ answer }) => answer.status < 400);
  const last = served.at(-1);
  if (last === undefined) return true;
  const refused = all.filter(({ answer }) => answer.status === 401 || answer.status === 403);
  const again = refused[0] !== undefined && refused[0].n < last.n;
  const ms = last.sentAt - first.sentAt;
  const want = 'the key refused at once, and ever after';
  const finding = { operation: 'API', want, exchange: last.n };
  if (again) return { ...finding, got: `served again ${text(ms)} later, after it had been refused` };
  const got = refused.length === 0 ? `still served ${text(ms)} later` : `served until ${text(ms)} later`;
  if (seen.target.embedded || refused.length === 0 || ms > LATE_MS) return { ...finding, got };
  return ms <= AT_ONCE_MS ? true : { ...finding, got, tolerated: true };
}

/** How soon a key was refused for good, in milliseconds after the act; undefined where it was not. */
export function rejectionMs(seen: Seen, step: string): number | undefined {
  const all = requests(seen, step);
  const served = all.findLastIndex(({ answer }) => answer.status < 400);
  const first: AnsweredExchange | undefined = all[0];
  const refused = all.slice(served + 1).find(({ answer }) => answer.status === 401 || answer.status === 403);
  return first && refused ? Math.round(refused.sentAt + refused.took - first.sentAt) : undefined;
}

function text(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
