import type { ClientRun } from './evidence.ts';
import { sameAs, type SentRequest } from './requests.ts';

/** A request that was in flight when the response was sent may come this much later. */
const UNDER_WAY_MS = 500;

/** When the connection of a request was opened, as far as that is known. */
const openedAt = ({ at, connectedAt = at }: SentRequest): number => connectedAt;

/** Whether a request can only have been sent after the response to another: on its connection, or on one that was opened later. */
const follows = (earlier: SentRequest, later: SentRequest): boolean =>
  (earlier.connection !== 0 && earlier.connection === later.connection) || openedAt(later) >= earlier.endedAt;

/** Whether the client never had two requests in flight. */
function isSequential({ requests }: ClientRun): boolean {
  return requests.every((request, at) => {
    const before = requests[at - 1];
    return before === undefined || (request.at >= before.endedAt && follows(before, request));
  });
}

/**
 * Whether the client had the response to `earlier` when it sent `later`. A client with parallel requests decides on some of them
 * before; those prove nothing, even where they are the same request and come one right after the other.
 */
export function knew(run: ClientRun, earlier: SentRequest, later: SentRequest): boolean {
  if (later.at < earlier.endedAt) return false;
  if (later.at - earlier.endedAt > UNDER_WAY_MS || isSequential(run)) return true;
  if (run.queues) return false;
  const sameConnection = earlier.connection !== 0 && earlier.connection === later.connection;
  return sameConnection || (sameAs(earlier) === sameAs(later) && follows(earlier, later));
}
