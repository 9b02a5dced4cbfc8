import type { ClauseId } from '../spec/clauses.ts';
import { DEPTHS, type Depth, type CheckContext, type RequestGroup } from './check-context.ts';
import type { Check } from './check.ts';
import { hash, inTurn, turned } from './choose.ts';
import { mayBeServed, served } from './counts.ts';
import { identity, type RequestSpec } from './exchange.ts';
import type { Client } from './client.ts';
import { Needs } from './needs.ts';
import { sendable, type Secrets } from './secrets.ts';

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

/** @param queues what each check needs */
function openRequests(queues: readonly (readonly RequestGroup[])[], context: CheckContext): OpenRequest[] {
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
    // The last checks would never get their turn where the quota ends within one: each night begins with others.
    const turns = turned(queues, depth === context.depth ? context.seed * 13 : 0).map((groups) =>
      groups.filter((group) => group.depth === depth && !group.urgent && !group.foundation),
    );
    for (let turn = 0; turns.some((groups) => turn < groups.length); turn += 1)
      add(
        turns.map((groups) => groups[turn]),
        depth,
      );
  }
  return [...requests.values()];
}

function requestGroupsOf(check: Check, context: CheckContext, secrets: Secrets, failed?: CheckFailed): RequestGroup[] {
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

/** Whether a group is covered at the run's depth. `standard` adds this night's share of what `full` covers. */
function due({ clause }: Check, { depth, label }: RequestGroup, context: CheckContext): boolean {
  if (DEPTHS.indexOf(depth) <= DEPTHS.indexOf(context.depth)) return true;
  return context.depth === 'standard' && hash(0, clause, label) % NIGHTS === context.seed % NIGHTS;
}

/** Shares of the requests that are reserved for follow-ups of unexpected responses; less in each phase. */
const KEPT = [0.15, 0.07, 0] as const;

/** Requests that are reserved to the end, enough to read lists of four pages and responses again; a sixth where few are left. */
const KEPT_TO_THE_END = 14;

/** Requests that are sent before what was answered is looked at again: what they lead to must not come when all are spent. */
const MOST_AT_ONCE = 60;

export interface GatherLimits {
  /** Most requests that the target may serve. */
  most: number;
  /** Whether it is too late for requests that use quota. */
  late?(): boolean;
  /** Which requests may be sent now; all unless set. */
  only?(open: OpenRequest): boolean;
  /** Why sending must stop now (Ctrl-C, the target is down), or undefined. */
  stop?(): string | undefined;
  /** Called before each request. */
  onProgress?(): void;
  failed?: CheckFailed;
}

/**
 * Sends requests until no check needs more, the target has served `most`, or it has to stop. Rejections for the key use no quota.
 * A request without a usable response is not sent again in the same run.
 * @returns why it stopped early, or undefined
 */
export async function gather(
  checks: readonly Check[],
  context: CheckContext,
  client: Client,
  secrets: Secrets,
  limits: GatherLimits,
): Promise<string | undefined> {
  const tried = new Set<string>();
  const needs = new Needs(checks, (check) => requestGroupsOf(check, context, secrets, limits.failed));
  let spent = 0;
  const shares = Number.isFinite(limits.most) ? [...KEPT] : [0];
  const least = Number.isFinite(limits.most) ? Math.min(KEPT_TO_THE_END, Math.floor(limits.most / 6)) : 0;
  for (;;) {
    const kept = Math.max(least, Math.ceil((shares[0] ?? 0) * (limits.most === Infinity ? 0 : limits.most)));
    const open = openRequests(needs.queues, context).filter(
      (one) => !tried.has(identity(one.request)) && (limits.only?.(one) ?? true),
    );
    const now = open.filter(({ urgent, request }) => urgent || !mayBeServed(request) || spent < limits.most - kept);
    if (now[0]?.urgent !== true && needs.renew()) continue;
    if (now.length === 0) {
      shares.shift();
      if (open.length === 0 || shares.length === 0) return undefined;
      continue;
    }
    // Follow-ups go first, then what others build on: the next round needs their responses.
    const [next] = now;
    const round = now.filter(
      ({ depth, urgent, foundation }) =>
        depth === next?.depth && urgent === next.urgent && foundation === next.foundation,
    );
    needs.expect(round);
    const end = limits.most === Infinity ? Infinity : spent + MOST_AT_ONCE;
    for (const { request, urgent } of round) {
      if (spent >= end) break;
      const why = limits.stop?.();
      if (why !== undefined) return why;
      const costs = mayBeServed(request);
      if (costs && !urgent && spent >= limits.most - kept) break;
      tried.add(identity(request));
      if (costs && (spent >= limits.most || limits.late?.())) continue;
      limits.onProgress?.();
      const exchange = await client.send(request);
      if (served(exchange)) spent += 1;
    }
  }
}
