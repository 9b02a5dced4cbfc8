import { header, type ApiResponse } from './exchange.ts';

/** The preferred form of an HTTP date and the two obsolete ones (RFC 9110, 5.6.7). */
const DATE =
  /^(?:[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|[A-Z][a-z]+day, \d\d-|[A-Z][a-z]{2} [A-Z][a-z]{2} )/;

/**
 * The wait that a `Retry-After` names (RFC 9110, 10.2.3): whole seconds, or a date. A date is compared with the server's own
 * `Date`, because its clock and ours differ; with ours only where the response has none.
 * @param received when the response came, in milliseconds of our clock
 * @returns milliseconds from then; undefined where the header is absent or has neither form
 */
export function retryAfterMs(response: ApiResponse, received: number): number | undefined {
  const value = header(response, 'retry-after')?.trim();
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const until = DATE.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(until)) return undefined;
  const theirs = Date.parse(header(response, 'date') ?? '');
  return Math.max(0, until - (Number.isNaN(theirs) ? received : theirs));
}
