import type { Broken, Outcome } from '../../../verifier/case.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';

export const isRejected = (status: number): boolean => status >= 400 && status < 500;

/** A status that is not the one expected. Another 4xx is a rejection as well, so it only warns. */
export const otherStatus = (want: string, status: number): Broken => ({
  ...{ want, got: String(status) },
  ...(isRejected(status) && { tolerated: true }),
});

/**
 * What a malformed request must get: 400. Another 4xx is a rejection as well, so it only warns. Anything else accepts the request
 * as well formed.
 */
export function expects400(what: string): (exchange: CompletedExchange) => Outcome {
  return ({ response: { status } }) => (status === 400 ? undefined : otherStatus(`400 for ${what}`, status));
}
