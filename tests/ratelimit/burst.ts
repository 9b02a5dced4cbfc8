import autocannon from 'autocannon';
import { responseOf } from '../../verifier/response.ts';
import { DIRECT, withNetworkHeaders } from '../../verifier/network/network.ts';
import { relayTo } from '../../verifier/network/relay.ts';
import type { RequestSpec } from '../../verifier/exchange.ts';
import type { Run } from '../../verifier/run.ts';
import { startAfresh } from './fresh-start.ts';

/** Seconds until a request of a burst counts as lost. */
const TIMEOUT_S = 10;

/** Requests lost in a burst after which the rest is not sent: it proves nothing any more, and each takes its time. */
const MAX_NETWORK_ERRORS = 3;

/**
 * Sends a burst with autocannon, unpaced and without retries, and records every exchange under the scenario's name, in
 * the order of the answers. A request whose answer was lost is recorded as such: what it spent is not known, and the
 * checks say so. (autocannon knows neither proxies nor certificates: it is led to a secure target by a relay that does.)
 */
export async function burst(
  run: Run,
  scenario: string,
  requests: readonly RequestSpec[],
  connections: number,
): Promise<void> {
  const { clock, config, secrets, context, budget } = run;
  const base = new URL(config.baseUrl);
  const { network = DIRECT } = config;
  const relay = await relayTo(base, network);
  const sentAt = requests.map(() => clock.now());
  const left = new Set(requests.keys());
  let responses = 0;
  const prepared = requests.map((request, i): autocannon.Request => ({
    method: request.method as 'GET',
    path: relay.prefix + base.pathname.replace(/\/$/, '') + secrets.fill(request.target),
    headers: {
      ...relay.headers,
      ...withNetworkHeaders(
        Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [
            secrets.headerName(name),
            secrets.fill(String(value)),
          ]),
        ),
        network,
      ),
    },
    setupRequest: (request) => {
      sentAt[i] = clock.now();
      return request;
    },
    onResponse: (status, body, _context, headers) => {
      responses += 1;
      if (!left.delete(i)) return;
      const now = clock.now();
      const from = sentAt[i] ?? now;
      if (status !== 429) budget.spend(now);
      // autocannon reads an answer piece by piece: a letter that was cut between two is lost, and the answer with it.
      const cut = body.includes('\uFFFD');
      const response = responseOf(status, headers ?? {}, body, secrets);
      const came = cut ? { error: 'an answer of the burst was not read whole' } : { response };
      context.recorder.record({ scenario, request, sentAt: from, took: now - from, ...came });
    },
  }));
  const lanes = Math.min(connections, requests.length);
  let lane = 0;
  const instance = autocannon({
    url: relay.origin,
    connections: lanes,
    amount: requests.length,
    pipelining: 1,
    sampleInt: 50,
    timeout: TIMEOUT_S,
    bailout: MAX_NETWORK_ERRORS,
    // Each connection sends its own share; with `requests` alone every one of them would start from the first.
    setupClient: (client) => {
      const own = lane++;
      client.setRequests(prepared.filter((_, i) => i % lanes === own));
      startAfresh(client);
    },
  });
  const { errors, timeouts, requests: counted } = await Promise.resolve(instance).finally(() => relay.close());
  const lose = (i: number, error: string) => {
    const request = requests[i];
    const from = sentAt[i] ?? clock.now();
    budget.spend(clock.now());
    if (request) context.recorder.record({ scenario, request, sentAt: from, took: clock.now() - from, error });
  };
  for (const i of left) lose(i, `no answer in the burst (${errors} errors, ${timeouts} timeouts)`);
  // What autocannon counted beyond what it was given may have cost the target a request that nobody asked for.
  const beyond = Math.max(counted.total, responses) - (requests.length - left.size);
  for (let i = 0; i < beyond; i += 1) lose(i, `sent once more than asked (${counted.total} answers counted)`);
}
