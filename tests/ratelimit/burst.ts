import autocannon from 'autocannon';
import type { Ask, Exchange } from '../harness/exchange.ts';
import { answerOf } from '../harness/answer.ts';
import type { Run } from '../harness/run.ts';

export interface BurstOptions {
  /** Requests in flight at once; 1 sends one after the other. */
  connections?: number;
}

/**
 * Sends a burst with autocannon, unpaced and without retries, and records every exchange under the scene's name.
 * @param asks the requests, sent in this order
 * @throws when autocannon did not count an answer for each request: such a burst proves nothing about a limit
 */
export async function burst(
  run: Run,
  scene: string,
  asks: readonly Ask[],
  options: BurstOptions = {},
): Promise<Exchange[]> {
  const { clock, config, secrets, seen, budget } = run;
  const base = new URL(config.baseUrl);
  const exchanges: Exchange[] = [];
  const sentAt = asks.map(() => clock.now());
  const requests = asks.map((ask, i) => ({
    method: ask.method as 'GET',
    path: base.pathname.replace(/\/$/, '') + secrets.fill(ask.target),
    headers: Object.fromEntries(
      Object.entries(ask.headers).map(([name, value]) => [name, secrets.fill(String(value))]),
    ),
    setupRequest: (request: autocannon.Request) => {
      sentAt[i] = clock.now();
      return request;
    },
    onResponse: (status: number, body: string, _context: object, headers: autocannon.Request['headers']) => {
      const now = clock.now();
      const from = sentAt[i] ?? now;
      if (status !== 429) budget.spend(now);
      exchanges.push(
        seen.ledger.record({
          scene,
          ask,
          sentAt: from,
          took: now - from,
          answer: answerOf(status, headers ?? {}, body, secrets),
        }),
      );
    },
  }));
  const { connections = 1 } = options;
  const result = await autocannon({
    url: base.origin,
    connections,
    amount: asks.length,
    pipelining: 1,
    sampleInt: 50,
    timeout: 30,
    requests,
  });
  if (result.requests.total !== asks.length || exchanges.length !== asks.length || result.errors > 0) {
    throw new Error(
      `a burst of ${asks.length} requests was answered ${exchanges.length} times (${result.errors} errors, ` +
        `${result.timeouts} timeouts): the limit cannot be judged over such a connection`,
    );
  }
  return exchanges;
}
