import autocannon from 'autocannon';
import { answerOf } from '../harness/answer.ts';
import type { Ask } from '../harness/exchange.ts';
import type { Run } from '../harness/run.ts';
import { startAfresh } from './fresh-start.ts';

/** Seconds until a request of a burst counts as lost. */
const TIMEOUT_S = 10;

/** Requests lost in a burst after which the rest is not sent: it proves nothing any more, and each takes its time. */
const MOST_LOST = 3;

/**
 * Sends a burst with autocannon, unpaced and without retries, and records every exchange under the scene's name, in
 * the order of the answers. A request whose answer was lost is recorded as such: what it spent is not known, and the
 * checks say so. (autocannon does not verify TLS certificates: the run's first request, sent otherwise, has done that.)
 */
export async function burst(run: Run, scene: string, asks: readonly Ask[], connections: number): Promise<void> {
  const { clock, config, secrets, seen, budget } = run;
  const base = new URL(config.baseUrl);
  const sentAt = asks.map(() => clock.now());
  const left = new Set(asks.keys());
  let answers = 0;
  const prepared = asks.map((ask, i): autocannon.Request => ({
    method: ask.method as 'GET',
    path: base.pathname.replace(/\/$/, '') + secrets.fill(ask.target),
    headers: Object.fromEntries(
      Object.entries(ask.headers).map(([name, value]) => [name, secrets.fill(String(value))]),
    ),
    setupRequest: (request) => {
      sentAt[i] = clock.now();
      return request;
    },
    onResponse: (status, body, _context, headers) => {
      answers += 1;
      if (!left.delete(i)) return;
      const now = clock.now();
      const from = sentAt[i] ?? now;
      if (status !== 429) budget.spend(now);
      // autocannon reads an answer piece by piece: a letter that was cut between two is lost, and the answer with it.
      const cut = body.includes('\uFFFD');
      const answer = answerOf(status, headers ?? {}, body, secrets);
      const came = cut ? { error: 'an answer of the burst was not read whole' } : { answer };
      seen.ledger.record({ scene, ask, sentAt: from, took: now - from, ...came });
    },
  }));
  const lanes = Math.min(connections, asks.length);
  let lane = 0;
  const {
    errors,
    timeouts,
    requests: counted,
  } = await autocannon({
    url: base.origin,
    connections: lanes,
    amount: asks.length,
    pipelining: 1,
    sampleInt: 50,
    timeout: TIMEOUT_S,
    bailout: MOST_LOST,
    // Each connection sends its own share; with `requests` alone every one of them would start from the first.
    setupClient: (client) => {
      const own = lane++;
      client.setRequests(prepared.filter((_, i) => i % lanes === own));
      startAfresh(client);
    },
  });
  const lose = (i: number, error: string) => {
    const ask = asks[i];
    const from = sentAt[i] ?? clock.now();
    budget.spend(clock.now());
    if (ask) seen.ledger.record({ scene, ask, sentAt: from, took: clock.now() - from, error });
  };
  for (const i of left) lose(i, `no answer in the burst (${errors} errors, ${timeouts} timeouts)`);
  // What autocannon counted beyond what it was given may have cost the target a request that nobody asked for.
  const beyond = Math.max(counted.total, answers) - (asks.length - left.size);
  for (let i = 0; i < beyond; i += 1) lose(i, `sent once more than asked (${counted.total} answers counted)`);
}
