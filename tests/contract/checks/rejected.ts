import type { Outcome } from '../../../verifier/case.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';

/**
 * What a malformed request must get: 400. Another 4xx is a rejection as well, so it only warns. Anything else accepts the request
 * as well formed.
 */
export function expects400(what: string): (exchange: CompletedExchange) => Outcome {
  return ({ response: { status } }) => {
    if (status === 400) return undefined;
    const broken = { want: `400 for ${what}`, got: String(status) };
    return status > 400 && status < 500 ? { ...broken, tolerated: true } : broken;
  };
}
