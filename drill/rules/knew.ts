import type { ClientRun } from './evidence.ts';
import { sameAs, statusOf, type SentRequest } from './requests.ts';

/** A request that was in flight when the response was sent may come this much later. */
const UNDER_WAY_MS = 500;
/** A request that waited in the queue of an HTTP library goes out as soon as a connection is free. */
const QUEUED_MS = 100;
/** Timers and clocks are not exact. */
const GRACE_MS = 100;

/** Natures whose responses come at once: what is sent before the first of them did not wait for one. */
const PROMPT = ['calm', 'data', 'paging', 'moving'];

/** When the connection of a request was opened, as far as that is known. */
const openedAt = ({ at, connectedAt = at }: SentRequest): number => connectedAt;

const onSameConnection = (one: SentRequest, other: SentRequest): boolean =>
  one.connection !== 0 && one.connection === other.connection;

/** Whether a request can only have been sent after the response to another: on its connection, or on one that was opened later. */
const follows = (earlier: SentRequest, later: SentRequest): boolean =>
  onSameConnection(earlier, later) || openedAt(later) >= earlier.endedAt;

/** Whether the client never had two requests in flight. */
function isSequential({ requests }: ClientRun): boolean {
  return requests.every((request, at) => {
    const before = requests[at - 1];
    return before === undefined || (request.at >= before.endedAt && follows(before, request));
  });
}

/**
 * Whether a request may have waited for a connection since before a response: since then its connection was given from one rejected
 * request to the next without a pause. Whoever decides to go on has no reason to do so after a rejection.
 */
function mayHaveQueued({ requests }: ClientRun, earlier: SentRequest, later: SentRequest): boolean {
  let one = later;
  while (one.at - earlier.endedAt > UNDER_WAY_MS) {
    const { at } = one;
    const before = requests
      .filter((other) => onSameConnection(other, one) && other.endedAt <= at && other !== one)
      .at(-1);
    if (!before || at - before.endedAt > QUEUED_MS || (statusOf(before) ?? 0) < 400) return false;
    one = before;
  }
  return true;
}

/** Whether a request that was limited was sent again, and not before its time: then the client waits, if with that one alone. */
function waitsWith({ requests }: ClientRun, limited: SentRequest): boolean {
  const { outcome, endedAt } = limited;
  const wait = outcome.kind === 'response' && outcome.status === 429 ? outcome.retryAfterMs : null;
  const again = requests.find((request) => request.at >= endedAt && sameAs(request) === sameAs(limited));
  return wait !== null && again !== undefined && again.at >= endedAt + wait - GRACE_MS;
}

/**
 * Whether the client may have begun a request long before it came, as those that it starts with side by side: a busy machine sends them
 * over some seconds. A client with a pool opens a connection only while no other is free, so what comes first on one began before the
 * responses on the others. Sent a second time, a request is none of them.
 */
function beganBefore(run: ClientRun, one: SentRequest): boolean {
  const { requests, unprompted, pools } = run;
  if (requests.find((request) => sameAs(request) === sameAs(one)) !== one) return false;
  const isFirstOnItsOwn = one.connection !== 0 && requests.find((request) => onSameConnection(request, one)) === one;
  return unprompted?.has(sameAs(one)) === true || (pools === true && isFirstOnItsOwn);
}

/** Whether the runs show a pool: two requests in flight at a time, and a connection that was used again. */
export function showPool(runs: readonly ClientRun[]): boolean {
  const prompt = runs.filter(({ scenario }) => PROMPT.includes(scenario.nature)).map(({ requests }) => requests);
  const isParallel = prompt.some((sent) => sent.some(({ at }, place) => at < (sent[place - 1]?.endedAt ?? 0)));
  return (
    isParallel &&
    prompt.some((sent) => sent.some((one, n) => sent.slice(n + 1).some((next) => onSameConnection(one, next))))
  );
}

/** What runs of a client sent before they had any response; none where each began with a single request. */
export function unpromptedIn(runs: readonly ClientRun[]): ReadonlySet<string> {
  const prompt = runs.filter(({ scenario }) => PROMPT.includes(scenario.nature));
  const starts = prompt.map(({ requests }) => {
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
  if (later.at < earlier.endedAt || beganBefore(run, later)) return false;
  const isSame = sameAs(earlier) === sameAs(later);
  // A client with a single connection looks like one that does one thing after the other.
  if (isSequential(run)) return isSame || !waitsWith(run, earlier) || !mayHaveQueued(run, earlier, later);
  if (later.at - earlier.endedAt > UNDER_WAY_MS) return isSame || !mayHaveQueued(run, earlier, later);
  return !run.queues && isSame && follows(earlier, later);
}
