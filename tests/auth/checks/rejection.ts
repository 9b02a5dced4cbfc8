import type { CompletedExchange } from '../../../verifier/exchange.ts';

/** What a rejection for the key must be: 401. 403 is tolerated. */
export function judgeRejection({ response }: CompletedExchange) {
  if (response.status === 401) return undefined;
  const result = { want: '401', got: String(response.status) };
  return response.status === 403 ? { ...result, tolerated: true as const } : result;
}
