import type { CheckContext } from './check-context.ts';
import type { Check } from './check.ts';
import type { Client } from './client.ts';
import { mayBeServed, served, usesQuota } from './counts.ts';
import { identity } from './exchange.ts';
import { Needs } from './needs.ts';
import { openRequests, requestGroupsOf, type CheckFailed, type OpenRequest } from './outstanding.ts';
import type { Secrets } from './secrets.ts';

/** Shares of the requests that are reserved for follow-ups of unexpected responses; less in each phase. */
const KEPT = [0.15, 0.07, 0] as const;

/** Requests that are reserved to the end, enough to read lists of four pages and responses again; a tenth where few are left. */
const KEPT_TO_THE_END = 14;

/** Requests that are sent before what was answered is looked at again: what they lead to must not come when all are spent. */
const MOST_AT_ONCE = 60;

export interface GatherLimits {
  /** Most requests that the target may serve. */
  most: number;
  /**
   * Whether it is too late for a request that may be served.
   * @param usesQuota whether it uses quota, and may have to wait for it
   */
  late?(usesQuota: boolean): boolean;
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
  const least = Number.isFinite(limits.most) ? Math.min(KEPT_TO_THE_END, Math.floor(limits.most / 10)) : 0;
  for (;;) {
    const kept = Math.max(least, Math.ceil((shares[0] ?? 0) * (limits.most === Infinity ? 0 : limits.most)));
    const open = openRequests(needs.queues, context).filter(
      (one) => !tried.has(identity(one.request)) && (limits.only?.(one) ?? true),
    );
    // What a conforming server rejects may use half of the reserve, in case that this one serves it.
    const isWithin = ({ request, urgent }: OpenRequest) =>
      urgent || !mayBeServed(request) || spent < limits.most - (usesQuota(request) ? kept : Math.ceil(least / 2));
    const now = open.filter(isWithin);
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
    for (const one of round) {
      const { request } = one;
      if (spent >= end) break;
      const why = limits.stop?.();
      if (why !== undefined) return why;
      if (!isWithin(one)) break;
      tried.add(identity(request));
      if (mayBeServed(request) && (spent >= limits.most || limits.late?.(usesQuota(request)))) continue;
      limits.onProgress?.();
      const exchange = await client.send(request);
      if (served(exchange)) spent += 1;
    }
  }
}
