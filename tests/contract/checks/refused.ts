import type { Outcome } from '../../harness/check.ts';
import type { AnsweredExchange } from '../../harness/exchange.ts';

/** What a malformed request must get: 400. Another 4xx says no as well, so it only warns; anything else takes it for well formed. */
export function wants400(what: string): (exchange: AnsweredExchange) => Outcome {
  return ({ answer: { status } }) => {
    if (status === 400) return undefined;
    const broken = { want: `400 for ${what}`, got: String(status) };
    return status > 400 && status < 500 ? { ...broken, tolerated: true } : broken;
  };
}
