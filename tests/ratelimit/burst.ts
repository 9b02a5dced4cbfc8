import type { RequestSpec } from '../../verifier/exchange.ts';
import type { Run } from '../../verifier/run.ts';
import { DIRECT } from '../../verifier/network/network.ts';
import { send } from '../../verifier/transport.ts';
import { BEHIND, BURST } from './scenarios/names.ts';

/** Milliseconds until a request of a burst counts as lost, where the target does not seem to hold several back. */
const TIMEOUT_MS = 10_000;
/** Requests without a response after which the rest is not sent: it proves nothing any more, and each takes its time. */
const MAX_NETWORK_ERRORS = 3;
/** What is lost within so many milliseconds costs no time: a connection that broke. */
const QUICK_MS = 1_000;
/** How often a burst looks whether it has to end, in milliseconds. */
const LOOK_MS = 100;

/** A request that has no response yet. */
interface Pending {
  from: number;
  abort: AbortController;
}

/**
 * Sends a burst, unpaced and without retries, each connection one request after the other, and records every exchange
 * under the scenario's name in the order of the responses, and by how much the process itself was late. It ends after `mostMs` at the latest, and at once where the
 * run is to stop. A request whose response was lost is recorded as such: what it spent is not known.
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

  // A target that lets several wait once it has served about the limit may hold them back until the window ends.
  const holds = () => pending.size >= MAX_NETWORK_ERRORS && served >= context.target.limit / 2;
  // What this process itself was late by, because the machine is busy: no delay of the target's.
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
