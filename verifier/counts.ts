import { completed, keyOf, type RequestSpec, type Exchange } from './exchange.ts';

export interface RequestCounts {
  sent: number;
  /** Requests with a key whose response is no rejection for the key or the quota: these count against a provider's quota. */
  served: number;
  refused401: number;
  limited429: number;
}

/** Counts the exchanges of a run as the run record shows them. */
export function requestCounts(exchanges: readonly Exchange[]): RequestCounts {
  const replies = exchanges.filter(completed);
  const refused401 = replies.filter(({ response: { status } }) => status === 401 || status === 403).length;
  const limited429 = replies.filter(({ response: { status } }) => status === 429).length;
  return { sent: exchanges.length, served: replies.filter(served).length, refused401, limited429 };
}

/** Windows that passed by the run's clock, from the first request to the end of the last, rounded up. */
export function windowsPassed(exchanges: readonly Exchange[], windowMs: number): number {
  const [first] = exchanges;
  if (first === undefined) return 0;
  const end = exchanges.reduce((latest, { sentAt, took }) => Math.max(latest, sentAt + took), first.sentAt);
  return Math.max(1, Math.ceil((end - first.sentAt) / windowMs));
}

const INACTIVE = /^\{\{(revoked|deleted|unknown)(:[\w-]+)?\}\}$/;

/** Whether a request carries a key that may be valid, and so may use a provider's quota. */
export function mayBeServed(request: RequestSpec): boolean {
  const values = Object.values(request.headers).flat();
  return values.some((value) => value.includes('{{') && !INACTIVE.test(value)) || request.target.includes('{{');
}

/**
 * Whether a request uses quota on a server that keeps the contract: its header is a valid key. One with a key elsewhere, or with a
 * changed one, is rejected for the key, which costs nothing (AUTH-02, AUTH-04).
 */
export function usesQuota(request: RequestSpec): boolean {
  const key = keyOf(request);
  return key !== null && !INACTIVE.test(`{{${key}}}`);
}

/** Whether an exchange used a provider's quota. */
export function served({ request, response }: Exchange): boolean {
  return response !== undefined && mayBeServed(request) && ![401, 403, 429].includes(response.status);
}
