import type { ClauseId } from '../spec/clauses.ts';
import { DEPTHS, type Depth, type CheckContext, type RequestGroup } from './check-context.ts';
import type { Check } from './check.ts';
import { hash, inTurn, turned } from './choose.ts';
import { identity, type RequestSpec } from './exchange.ts';
import { sendable, type Secrets } from './secrets.ts';

/** Turns of a standard run between two groups of a check that has sent what every run sends. */
const PAUSE = 8;

/** Called with a check that threw in `requestGroups`. It sends nothing, and its clause is not-run. */
export type CheckFailed = (clause: ClauseId, error: unknown) => void;

/** Nights over which runs at `standard` spread what `full` covers: each takes another seventh, where requests are left. */
export const NIGHTS = 7;

/**
 * The requests that the checks still need, each once. The shallowest depth comes first; within a depth the checks take turns, so
 * that every clause gets its share where the quota ends. The requests of one group stay together.
 * @returns requests that are not in the recorder and can be sent with the available keys
 */
export function outstanding(
  checks: readonly Check[],
  context: CheckContext,
  secrets: Secrets,
  failed?: CheckFailed,
): OpenRequest[] {
  return openRequests(
    checks.map((check) => requestGroupsOf(check, context, secrets, failed)),
    context,
  );
}

/** A request that a check still needs. */
export interface OpenRequest {
  request: RequestSpec;
  depth: Depth;
  /** Follows from a response that was not as predicted. */
  urgent: boolean;
  /** Others build on its response. */
  foundation: boolean;
}

/**
 * The requests that are open in these queues, in the order in which they are to be sent.
 * @param queues what each check needs
 */
export function openRequests(queues: readonly (readonly RequestGroup[])[], context: CheckContext): OpenRequest[] {
  const requests = new Map<string, OpenRequest>();
  const add = (groups: readonly (RequestGroup | undefined)[], depth: Depth, urgent = false, foundation = false) => {
    const open = groups.map((group) => (group?.requests ?? []).filter((request) => !context.recorder.find(request)));
    // Small groups go first: if the quota ends within a turn, most clauses get their share.
    for (const request of open.sort((a, b) => a.length - b.length).flat()) {
      const known = requests.get(identity(request));
      requests.set(identity(request), known ?? { request, depth, urgent, foundation });
    }
  };
  add(
    queues.flat().filter(({ urgent }) => urgent),
    'quick',
    true,
  );
  add(
    queues.flat().filter(({ foundation }) => foundation),
    'quick',
    false,
    true,
  );
  for (const depth of DEPTHS) {
    // The last checks would never get their turn where the quota ends within one: each night begins with others. A standard run
    // sends what it adds along with what every run sends.
    const isLast = depth === (context.depth === 'standard' ? 'quick' : context.depth);
    const turns = turned(queues, isLast ? context.seed * 13 : 0).map((groups) =>
      inTurns(
        groups.filter((group) => !group.urgent && !group.foundation),
        depth,
        context.depth,
      ),
    );
    for (let turn = 0; turns.some((groups) => turn < groups.length); turn += 1)
      add(
        turns.map((groups) => groups[turn]),
        depth,
      );
  }
  return [...requests.values()];
}

/**
 * The turns at which a check sends its groups of a depth. In a standard run, a check that has sent what every run sends goes on with
 * what `standard` adds, at every few turns, while others still send combined requests: these are many, and would leave it nothing.
 */
function inTurns(groups: readonly RequestGroup[], depth: Depth, deepest: Depth): readonly (RequestGroup | undefined)[] {
  const own = groups.filter((group) => group.depth === depth);
  if (deepest !== 'standard') return own;
  if (depth === 'standard') return [];
  if (depth === 'full') return own;
  const turns: (RequestGroup | undefined)[] = [...own];
  const first = Math.max(1, Math.ceil(own.length / PAUSE)) * PAUSE;
  for (const [i, group] of groups.filter((one) => one.depth === 'standard').entries()) turns[first + i * PAUSE] = group;
  return turns;
}

/** What a check still needs at the run's depth and can be sent. A check that throws needs nothing. */
export function requestGroupsOf(
  check: Check,
  context: CheckContext,
  secrets: Secrets,
  failed?: CheckFailed,
): RequestGroup[] {
  const open: RequestGroup[] = [];
  let groups: RequestGroup[] = [];
  try {
    groups = [...(check.requestGroups?.(context) ?? [])];
  } catch (error) {
    if (failed === undefined) throw error;
    failed(check.clause, error);
  }
  for (const want of groups) {
    if (!due(check, want, context) || want.requests.every((request) => context.recorder.find(request))) continue;
    if (want.requests.every((request) => sendable(request, secrets))) open.push(want);
  }
  return context.depth === 'quick' ? inTurn(open, ({ requests: [first] }) => first?.operation) : open;
}

/** Whether a group is covered at the run's depth. `quick` adds what is spare, `standard` this night's share of what `full` covers. */
function due({ clause }: Check, { depth, label, spare }: RequestGroup, context: CheckContext): boolean {
  if (spare === true && context.depth === 'quick') return true;
  if (DEPTHS.indexOf(depth) <= DEPTHS.indexOf(context.depth)) return true;
  return context.depth === 'standard' && hash(0, clause, label) % NIGHTS === context.seed % NIGHTS;
}
