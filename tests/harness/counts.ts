import { answered, type Ask, type Exchange } from './exchange.ts';

export interface RequestCounts {
  sent: number;
  /** With a key, and answered with anything but a refusal for the key or the budget: what counts against a provider's budget. */
  served: number;
  refused401: number;
  limited429: number;
}

/** Counts the exchanges of a run as the run record shows them. */
export function requestCounts(exchanges: readonly Exchange[]): RequestCounts {
  const replies = exchanges.filter(answered);
  const refused401 = replies.filter(({ answer: { status } }) => status === 401 || status === 403).length;
  const limited429 = replies.filter(({ answer: { status } }) => status === 429).length;
  return { sent: exchanges.length, served: replies.filter(served).length, refused401, limited429 };
}

/** Windows that have passed by the run's clock, from the first request to the end of the last; a begun one counts. */
export function windowsPassed(exchanges: readonly Exchange[], windowMs: number): number {
  const [first] = exchanges;
  if (first === undefined) return 0;
  const end = exchanges.reduce((latest, { sentAt, took }) => Math.max(latest, sentAt + took), first.sentAt);
  return Math.max(1, Math.ceil((end - first.sentAt) / windowMs));
}

const DEAD = /^\{\{(revoked|deleted|unknown)(:[\w-]+)?\}\}$/;

/** Whether a question carries a key that may be good, and so may cost some provider a request. */
export function mayBeServed(ask: Ask): boolean {
  const values = Object.values(ask.headers).flat();
  return values.some((value) => value.includes('{{') && !DEAD.test(value)) || ask.target.includes('{{');
}

/** Whether an exchange cost some provider a request. */
export function served({ ask, answer }: Exchange): boolean {
  return answer !== undefined && mayBeServed(ask) && ![401, 403, 429].includes(answer.status);
}
