import type { AnsweredExchange } from '../../harness/exchange.ts';

/** What a refusal for the key must be: 401; 403 is tolerated (api-facts: A). */
export function judgeRefusal({ answer }: AnsweredExchange) {
  if (answer.status === 401) return undefined;
  const result = { want: '401', got: String(answer.status) };
  return answer.status === 403 ? { ...result, tolerated: true as const } : result;
}
