import { header, type CompletedExchange } from '../../../verifier/exchange.ts';

/**
 * The wait that a `Retry-After` promises, in milliseconds (RFC 9110, 10.2.3): seconds are one reading; a date has two,
 * from the answer's own `Date` and from our clock, because clocks differ. None where the value has neither form.
 */
export function waitsOf({ response, sentAt, took }: CompletedExchange): number[] {
  const value = header(response, 'retry-after');
  if (value === undefined) return [];
  if (/^\d+$/.test(value)) return [Number(value) * 1000];
  if (!/^[A-Z][a-z]{2,}, .* GMT$/.test(value)) return [];
  const until = Date.parse(value);
  if (Number.isNaN(until)) return [];
  const theirs = Date.parse(header(response, 'date') ?? '');
  return [...(Number.isNaN(theirs) ? [] : [until - theirs]), until - (sentAt + took)].map((ms) => Math.max(0, ms));
}
