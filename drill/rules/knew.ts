import type { ClientRun } from './evidence.ts';
import { sameAs, type SentRequest } from './requests.ts';

/** A request that was in flight when the response was sent may come this much later. */
const UNDER_WAY_MS = 500;

/** Whether the client never had two requests in flight. */
function isSequential({ requests }: ClientRun): boolean {
  return requests.every((request, at) => at === 0 || request.at >= (requests[at - 1]?.endedAt ?? 0));
}

/**
 * Whether the client had the response to `earlier` when it sent `later`. A client with parallel requests decides on some of them
 * before; those prove nothing.
 */
export function knew(run: ClientRun, earlier: SentRequest, later: SentRequest): boolean {
  if (later.at < earlier.endedAt) return false;
  const sameConnection = earlier.connection !== 0 && earlier.connection === later.connection;
  const late = later.at - earlier.endedAt > UNDER_WAY_MS;
  return sameConnection || late || sameAs(earlier) === sameAs(later) || isSequential(run);
}
