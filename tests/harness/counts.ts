import { answered, type Exchange } from './exchange.ts';

export interface RequestCounts {
  sent: number;
  /** Answered with anything but a refusal for the key or the budget: what a target counts against the budget. */
  served: number;
  refused401: number;
  limited429: number;
}

/** Counts the exchanges of a run as the run record shows them. */
export function requestCounts(exchanges: readonly Exchange[]): RequestCounts {
  const statuses = exchanges.filter(answered).map(({ answer }) => answer.status);
  const refused401 = statuses.filter((status) => status === 401 || status === 403).length;
  const limited429 = statuses.filter((status) => status === 429).length;
  return { sent: exchanges.length, served: statuses.length - refused401 - limited429, refused401, limited429 };
}
