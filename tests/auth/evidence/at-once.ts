import type { CheckContext } from '../../../verifier/check.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { requests, type Item } from './life.ts';

/** Milliseconds within which "at once" is kept on a live target, and within which it is only warned of (defects.md). */
const AT_ONCE_MS = 5_000;
const LATE_MS = 60_000;

/** Name of the requests with a key that should work, beside those of a step with one that should not. */
export const controlOf = (step: string): string => `${step}-control`;

/** Other ways in which a revoked or deleted key is tried, once it was rejected. */
export const OTHERWISE = ['HEAD', 'page 2', 'filtered', 'another list', 'a third list'] as const;

/** That a key was rejected in each of the other ways, too. */
export function rejectedOtherwise(context: CheckContext, step: string): Item[] {
  return OTHERWISE.map((way) => rejectedAtOnce(context, `${step}-${way}`));
}

/**
 * That a key was rejected at once: judged by the requests of a step, the first of which was sent when the portal had
 * said so. On our own mock no request may be served; a live target may take moments, but never serve once it rejected.
 * What was rejected for the budget, or by a server that rejected everybody, shows nothing.
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
    if (rejected.length === 0) return { unclear: 'the key was tried, but never refused or served for itself' };
    return control.length === 0 || control.some(isServed) || { unclear: 'a key that should work was refused, too' };
  }
  const ms = last.sentAt - zero.sentAt;
  const finding = { operation: 'API', want: 'the key refused at once, and ever after', exchange: last.n };
  if (rejected[0] !== undefined && rejected[0].n < last.n)
    return { ...finding, got: `served again ${text(ms)} later, after it had been refused` };
  const got = rejected.length === 0 ? `still served ${text(ms)} later` : `served until ${text(ms)} later`;
  if (context.target.embedded || ms > LATE_MS) return { ...finding, got };
  if (rejected.length === 0) return { unclear: `${got}; how it went on was not seen` };
  return ms <= AT_ONCE_MS ? true : { ...finding, got, tolerated: true };
}

/** How soon a key was rejected for good, in milliseconds after the act; undefined where it was not. */
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
