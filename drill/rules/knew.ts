import type { ClientRun } from './evidence.ts';
import { sameAs, type SentRequest } from './requests.ts';

/** A request that was on its way when the response went out may come this much later. */
const UNDER_WAY_MS = 500;

/** Whether the client never had two requests under way. */
function isSequential({ requests }: ClientRun): boolean {
  return requests.every((request, at) => at === 0 || request.at >= (requests[at - 1]?.endedAt ?? 0));
}

/**
 * Whether the client had the response to `earlier` when it sent `later`. A client with several requests under way sends
 * some that it had decided on before; they prove nothing.
 */
export function knew(run: ClientRun, earlier: SentRequest, later: SentRequest): boolean {
  if (later.at < earlier.endedAt) return false;
  const sameConnection = earlier.connection !== 0 && earlier.connection === later.connection;
  const late = later.at - earlier.endedAt > UNDER_WAY_MS;
  return sameConnection || late || sameAs(earlier) === sameAs(later) || isSequential(run);
}
