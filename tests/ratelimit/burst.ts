import type { RequestSpec } from '../../verifier/exchange.ts';
import type { Run } from '../../verifier/run.ts';
import { DIRECT } from '../../verifier/network/network.ts';
import { send } from '../../verifier/transport.ts';
import { BEHIND, BURST } from './scenarios/names.ts';

/** Milliseconds after which a request of a burst counts as lost, unless the target seems to hold several back. */
const TIMEOUT_MS = 10_000;
/** Requests without a response after which the rest is not sent: it would prove nothing, and take a long time. */
export const MAX_NETWORK_ERRORS = 3;
/** A request that is lost sooner than this (in milliseconds) costs no time: the connection broke. */
const QUICK_MS = 1_000;
/** How often a burst checks whether it has to end, in milliseconds. */
const LOOK_MS = 100;

/** A request that has no response yet. */
interface Pending {
  from: number;
  abort: AbortController;
}

/**
 * Sends a burst, unpaced and without retries, on each connection one request after the other. Records every exchange under the
 * scenario's name in the order of the responses, and by how much this process itself was late. It ends after `mostMs` at the
 * latest, and at once where the run is to stop. A request without a response is recorded as such: whether it used quota is not
 * known.
 * @throws Interrupted where the run was to stop
 */
export async function burst(
  run: Run,
  scenario: string,
  requests: readonly RequestSpec[],
  connections: number,
  mostMs: number,
): Promise<void> {
  const { clock, config, secrets, context, budget } = run;
  const how = { timeoutMs: 2 * mostMs, network: config.network ?? DIRECT };
  const began = performance.now();
  const pending = new Set<Pending>();
  const elapsed = () => performance.now() - began;
  let next = 0;
  let served = 0;
  let lost = 0;
  const ended = () =>
    elapsed() >= mostMs || run.signal.aborted || run.client.down !== undefined || lost >= MAX_NETWORK_ERRORS;

  const lane = async (): Promise<void> => {
    for (let request = requests[next++]; request !== undefined && !ended(); request = requests[next++]) {
      const sentAt = clock.now();
      const own: Pending = { from: performance.now(), abort: new AbortController() };
      pending.add(own);
      const result = await send(config.baseUrl, request, secrets, { ...how, signal: own.abort.signal });
      pending.delete(own);
      const took = Math.round((performance.now() - own.from) * 10) / 10;
      if (!('response' in result)) lost += took > QUICK_MS ? 1 : 0;
      else if (result.response.status < 300) served += 1;
      if (!('response' in result) || result.response.status !== 429) budget.spend(clock.now());
      const came = own.abort.signal.aborted ? { error: `no response within ${(took / 1000).toFixed(1)} s` } : result;
      await run.client.heard(context.recorder.record({ scenario, request, sentAt, took, ...came }), true);
    }
  };

  // After serving about the limit, a target that delays requests may hold several back until the window ends.
  const holds = () => pending.size >= MAX_NETWORK_ERRORS && served >= context.target.limit / 2;
  // How late this process itself was because the machine is busy: the target is not to blame for that delay.
  let [ticked, behind] = [performance.now(), 0];
  const watch = setInterval(() => {
    behind += Math.max(0, performance.now() - ticked - 2 * LOOK_MS);
    ticked = performance.now();
    const stop = elapsed() >= mostMs || run.signal.aborted;
    for (const { from, abort } of pending) {
      if (stop || (performance.now() - from > TIMEOUT_MS && !holds())) abort.abort();
    }
  }, LOOK_MS);
  try {
    await Promise.all(Array.from({ length: Math.min(connections, requests.length) }, lane));
  } finally {
    clearInterval(watch);
  }
  if (behind > 0) context.recorder.observe({ scenario, step: BURST, fact: BEHIND, value: Math.round(behind) });
  run.heed();
}
