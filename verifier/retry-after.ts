import { header, type ApiResponse } from './exchange.ts';
import { httpDate } from './http-date.ts';

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
  const until = httpDate(value);
  return until === undefined ? undefined : Math.max(0, until - (httpDate(header(response, 'date')) ?? received));
}
