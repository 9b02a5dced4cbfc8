import type { ClientRun } from './evidence.ts';
import { sameAs, statusOf, type SentRequest } from './requests.ts';

/** A request that was in flight when the response was sent may come this much later. */
const UNDER_WAY_MS = 500;
/** A request that waited in the queue of an HTTP library goes out as soon as a connection is free. */
const QUEUED_MS = 100;
/** Timers and clocks are not exact. */
const GRACE_MS = 100;

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
 * Whether a request is of those that the client starts with, side by side, whatever comes of the first: a busy machine sends them
 * over more than half a second. Sent a second time, it is none of them.
 */
const isUnprompted = ({ requests, unprompted }: ClientRun, one: SentRequest): boolean =>
  unprompted?.has(sameAs(one)) === true && requests.find((request) => sameAs(request) === sameAs(one)) === one;

/** Natures whose responses come at once: what is sent before the first of them did not wait for one. */
const PROMPT = ['calm', 'data', 'paging', 'moving'];

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
  if (later.at < earlier.endedAt || isUnprompted(run, later)) return false;
  const isSame = sameAs(earlier) === sameAs(later);
  // A client with a single connection looks like one that does one thing after the other.
  if (isSequential(run)) return isSame || !waitsWith(run, earlier) || !mayHaveQueued(run, earlier, later);
  if (later.at - earlier.endedAt > UNDER_WAY_MS) return isSame || !mayHaveQueued(run, earlier, later);
  return !run.queues && isSame && follows(earlier, later);
}
