import type { ClientRun } from './evidence.ts';
import { allOnConnection, allSame, follows, openedAt, orderIn } from './order.ts';
import { sameAs, statusOf, type SentRequest } from './requests.ts';

/** A request that was in flight when the response was sent may come this much later. */
const UNDER_WAY_MS = 500;
/** A request that waited in the queue of an HTTP library goes out as soon as a connection is free. */
const QUEUED_MS = 100;
/** A busy machine may send so much later what was begun before. */
const BUSY_MS = 5000;
/** Timers and clocks are not exact. */
const GRACE_MS = 100;

/** Natures whose responses come at once: what is sent before the first of them did not wait for one. */
const PROMPT = ['calm', 'data', 'paging', 'moving'];

/**
 * Whether a request may have waited for a connection since before a response: since then its connection was given from one rejected
 * request to the next without a pause. Whoever decides to go on has no reason to do so after a rejection.
 */
function mayHaveQueued(run: ClientRun, earlier: SentRequest, later: SentRequest): boolean {
  let one = later;
  while (one.at - earlier.endedAt > UNDER_WAY_MS) {
    const { at } = one;
    const before = allOnConnection(run, one).findLast((other) => other.endedAt <= at && other !== one);
    if (!before || at - before.endedAt > QUEUED_MS || (statusOf(before) ?? 0) < 400) return false;
    one = before;
  }
  return true;
}

/** Whether a request that was limited was sent again, and not before its time: then the client waits, if with that one alone. */
function waitsWith(run: ClientRun, limited: SentRequest): boolean {
  const { outcome, endedAt } = limited;
  const wait = outcome.kind === 'response' && outcome.status === 429 ? outcome.retryAfterMs : null;
  const again = allSame(run, limited).find((request) => request.at >= endedAt);
  return wait !== null && again !== undefined && again.at >= endedAt + wait - GRACE_MS;
}

/**
 * Whether a connection was opened beside another that was free since the response to `earlier`, or before, and was used again
 * afterwards. A client that keeps connections opens one only while none is free: it needed this one before that response.
 */
function openedBesideFree(run: ClientRun, earlier: SentRequest, first: SentRequest): boolean {
  return orderIn(run).kept.some((requests) => {
    const last = requests.findLast(({ at }) => at < openedAt(first));
    const again = requests.at(-1);
    return (
      last !== undefined &&
      last.endedAt <= Math.min(earlier.endedAt, openedAt(first)) &&
      again !== undefined &&
      again.at > first.at
    );
  });
}

/**
 * Whether the client may have begun a request long before it came, as those that it starts with side by side: a busy machine sends them
 * over some seconds. A client with a pool opens a connection only while no other is free, so what comes first on one began before the
 * responses on the others. Sent a second time, a request is none of them.
 */
function beganBefore(run: ClientRun, earlier: SentRequest, one: SentRequest): boolean {
  const { unprompted, pools } = run;
  if (allSame(run, one)[0] !== one) return false;
  if (unprompted?.has(sameAs(one)) === true) return true;
  if (allOnConnection(run, one)[0] !== one) return false;
  return one.at - earlier.endedAt < BUSY_MS && (pools === true || openedBesideFree(run, earlier, one));
}

const promptIn = (runs: readonly ClientRun[]) => runs.filter(({ scenario }) => PROMPT.includes(scenario.nature));

/** Whether the client had two requests in flight at a time, while responses came at once. */
export const sendsSideBySide = (runs: readonly ClientRun[]): boolean =>
  promptIn(runs).some(({ requests }) => requests.some(({ at }, place) => at < (requests[place - 1]?.endedAt ?? 0)));

/** Whether the runs show a pool: two requests in flight at a time, and a connection that was used again. */
export const showPool = (runs: readonly ClientRun[]): boolean =>
  sendsSideBySide(runs) && promptIn(runs).some((run) => orderIn(run).kept.length > 0);

/** What runs of a client sent before they had any response; none where each began with a single request. */
export function unpromptedIn(runs: readonly ClientRun[]): ReadonlySet<string> {
  const starts = promptIn(runs).map(({ requests }) => {
    const first = Math.min(...requests.map(({ endedAt }) => endedAt));
    return requests.filter(({ at }) => at < first);
  });
  return new Set(starts.filter((start) => start.length > 1).flatMap((start) => start.map(sameAs)));
}

/**
 * Whether the client decided to send `later` when it had the response to `earlier`. A client with parallel requests decides on some of
 * them before, and its HTTP library may send these afterwards, on the same connection too; they prove nothing, even where they are
 * the same request and come one right after the other.
 */
export function knew(run: ClientRun, earlier: SentRequest, later: SentRequest): boolean {
  if (later.at < earlier.endedAt || beganBefore(run, earlier, later)) return false;
  const isSame = sameAs(earlier) === sameAs(later);
  // A client with a single connection looks like one that does one thing after the other.
  if (orderIn(run).isSequential) return isSame || !waitsWith(run, earlier) || !mayHaveQueued(run, earlier, later);
  if (later.at - earlier.endedAt > UNDER_WAY_MS) return isSame || !mayHaveQueued(run, earlier, later);
  return !run.queues && isSame && follows(earlier, later);
}
