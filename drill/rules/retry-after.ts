/** A date has no fractions of a second, and clients round: a request may come up to a second before it. */
const DATE_GRACE_MS = 1000;

/**
 * How long the server wants no requests.
 * @param text the value of `Retry-After`: seconds or an HTTP date (RFC 9110, section 10.2.3)
 * @param now milliseconds since 1970
 */
export function retryAfterMs(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - DATE_GRACE_MS - now);
}
