import type { CheckContext } from '../../../verifier/check-context.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { requests, type Item } from './life.ts';

/** On a live target "at once" allows this long before it warns, and this long before it fails; in milliseconds. */
const AT_ONCE_MS = 5_000;
const LATE_MS = 60_000;

/** Name of the requests with a valid key that accompany a step with an invalid one. */
export const controlOf = (step: string): string => `${step}-control`;

/** Other kinds of requests with a revoked or deleted key, tried once it was rejected. */
export const OTHERWISE = ['HEAD', 'page 2', 'filtered', 'another list', 'a third list'] as const;

/** Whether a key was rejected for each of the other kinds, too. */
export function rejectedOtherwise(context: CheckContext, step: string): Item[] {
  return OTHERWISE.map((way) => rejectedAtOnce(context, `${step}-${way}`));
}

/**
 * Whether a key was rejected at once, from the requests of a step; the first of them was sent when the portal confirmed the act.
 * Our own mock may serve no request. A live target may take moments, but must not serve again after a rejection. A 429, or a
 * server that rejected every key, proves nothing.
 */
export function rejectedAtOnce(context: CheckContext, step: string, key?: string): Item {
  const sent = requests(context, step, key);
  const [zero] = sent;
  if (zero === undefined) return null;
  const all = sent.filter(({ response }) => response.status !== 429 && response.status < 500);
  const served = all.filter(isServed);
  const rejected = all.filter(isRejected);
  const control = requests(context, controlOf(step));
  const last = served.at(-1);
  if (last === undefined) {
    if (rejected.length === 0) return { unclear: 'the key was tried, but never rejected or served for itself' };
    return control.length === 0 || control.some(isServed) || { unclear: 'a key that should work was rejected, too' };
  }
  const ms = last.sentAt - zero.sentAt;
  const finding = { operation: 'API', want: 'the key rejected at once, and ever after', exchange: last.n };
  if (rejected[0] !== undefined && rejected[0].n < last.n)
    return { ...finding, got: `served again ${text(ms)} later, after it had been rejected` };
  const got = rejected.length === 0 ? `still served ${text(ms)} later` : `served until ${text(ms)} later`;
  if (context.target.embedded || ms > LATE_MS) return { ...finding, got };
  if (rejected.length === 0) return { unclear: `${got}; how it went on was not seen` };
  return ms <= AT_ONCE_MS ? true : { ...finding, got, tolerated: true };
}

/** How soon a key was finally rejected, in milliseconds after the act; undefined where it was not. */
export function rejectionMs(context: CheckContext, step: string): number | undefined {
  const all = requests(context, step);
  const [zero] = all;
  const rejected = all.slice(all.findLastIndex(isServed) + 1).find(isRejected);
  return zero && rejected ? Math.round(rejected.sentAt + rejected.took - zero.sentAt) : undefined;
}

const isServed = ({ response }: CompletedExchange): boolean => response.status < 400;
const isRejected = ({ response }: CompletedExchange): boolean => response.status === 401 || response.status === 403;

function text(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
