import {
  completed,
  isGatewayStatus,
  keyOf,
  type CompletedExchange,
  type Exchange,
} from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { envelope } from '../../../verifier/model/known-lists.ts';
import { STEP, type Step } from '../scenarios/names.ts';

/** The facts of one burst. Times are those of the run's clock, in milliseconds. */
export interface BurstFacts {
  /** Requests that were certainly served. */
  served: number;
  rejected: number;
  /** Requests without a response, or with one that is neither a list nor a rejection: whether they used quota is not known. */
  lost: number;
  /** From the first request to the last response. */
  seconds: number;
  startedAt: number;
  /** When the last served response was complete. */
  lastServedAt: number;
  /** When the first rejected request was sent, if one was rejected. */
  firstRejectedAt?: number;
  /** Served requests of each operation. */
  operations: ReadonlyMap<string, number>;
}

/** The burst of this step, or undefined where none was sent. */
export function burstFacts(recorder: Recorder, step: string): BurstFacts | undefined {
  const exchanges = recorder.scenario(step);
  if (exchanges.length === 0) return undefined;
  const rejection = rejectionKinds(recorder);
  const rejected = exchanges.filter((exchange) => rejection.has(kindOf(exchange)));
  const served = exchanges.filter((exchange) => !rejected.includes(exchange) && isSuccess(exchange));
  const operations = new Map<string, number>();
  for (const { request } of served)
    operations.set(request.operation ?? '', (operations.get(request.operation ?? '') ?? 0) + 1);
  const startedAt = Math.min(...exchanges.map(({ sentAt }) => sentAt));
  return {
    served: served.length,
    rejected: rejected.length,
    lost: exchanges.length - rejected.length - served.length,
    seconds: (Math.max(...exchanges.map(receivedAt)) - startedAt) / 1000,
    startedAt,
    lastServedAt: Math.max(startedAt, ...served.map(receivedAt)),
    ...(rejected.length === 0 ? {} : { firstRejectedAt: Math.min(...rejected.map(({ sentAt }) => sentAt)) }),
    operations,
  };
}

/** When the response was complete. */
export function receivedAt({ sentAt, took }: Exchange): number {
  return sentAt + took;
}

/** Whether a request that every server serves while quota is left was rejected in the way that the bursts showed. */
export function rejectedAsBefore(recorder: Recorder, exchange: Exchange): boolean {
  if (exchange.response === undefined) return false;
  return exchange.response.status >= 400 || rejectionKinds(recorder).has(kindOf(exchange));
}

/** Whether a request of any kind was rejected because of the quota: a 400 or 404 of its own does not count. */
export function rejectedForQuota(recorder: Recorder, exchange: Exchange): boolean {
  return completed(exchange) && rejectionKinds(recorder).has(kindOf(exchange));
}

/** Whether a gateway responded instead of the target: 502, 503 or 504 where the target does not reject in this way. */
export function networkErrors(recorder: Recorder, exchange: Exchange): boolean {
  const { status = 0 } = exchange.response ?? {};
  return isGatewayStatus(status) && !rejectionKinds(recorder).has(kindOf(exchange));
}

/** Responses in a row, at the end of a burst, that count as rejections although they are not 429. */
const ROW = 3;
const BURSTS: readonly Step[] = [STEP.burst1, STEP.again];

/** The result for the recorder's first `upTo` exchanges: each rejection that is judged needs it. */
const kindsOf = new WeakMap<Recorder, { readonly upTo: number; readonly kinds: ReadonlySet<string> }>();

/**
 * How the target rejects for the quota: 429, and anything else with which bursts ended after they had been served (503, or 200
 * without a list), or that replaced 429 (a ban). Only LIM-03 judges the status; all other clauses judge when it rejects.
 */
export function rejectionKinds(recorder: Recorder): ReadonlySet<string> {
  const known = kindsOf.get(recorder);
  const upTo = recorder.all().length;
  if (known?.upTo === upTo) return known.kinds;
  const kinds = new Set(['429']);
  kindsOf.set(recorder, { upTo, kinds });
  for (const step of BURSTS) {
    const found = recorder.scenario(step).map(kindOf);
    const last = found.at(-1);
    if (last === undefined || last === 'served' || last === 'none' || found.includes('429')) continue;
    const row = found.length - 1 - found.findLastIndex((kind) => kind !== last);
    if (row >= ROW && found.includes('served')) kinds.add(last);
  }
  for (const { response } of bans(recorder)) kinds.add(String(response.status));
  return kinds;
}

/** Statuses of a ban. */
const SHUT_OUT = new Set([401, 403, 418, 423, 503]);

/**
 * Requests with the active key, which had been served, that were banned after a 429: several in a row with the same status. A gateway
 * that fails now and then bans nobody.
 */
export function bans(recorder: Recorder): CompletedExchange[] {
  let limited = false;
  let row: CompletedExchange[] = [];
  const found: CompletedExchange[] = [];
  for (const one of recorder.all()) {
    if (!completed(one) || !one.scenario.startsWith('lim-') || keyOf(one.request) !== 'active') continue;
    const { status } = one.response;
    if (status === 429 || kindOf(one) === 'served') limited = status === 429;
    if (!limited || !SHUT_OUT.has(status)) row = [];
    else row = [...row.filter(({ response }) => response.status === status), one];
    if (row.length >= ROW) found.push(...(row.length === ROW ? row : [one]));
  }
  return found;
}

/** Whether the response is a 2xx: only those certainly used quota. */
export function isSuccess({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}

/** Whether a request was served, and not rejected in the way that the bursts showed. */
export function isServed(recorder: Recorder, exchange: Exchange): boolean {
  return isSuccess(exchange) && !rejectionKinds(recorder).has(kindOf(exchange));
}

/** `served`, `none`, `no list` (2xx without a list), or the status of an error. */
export function kindOf(exchange: Exchange): string {
  if (!completed(exchange)) return 'none';
  const { status } = exchange.response;
  if (status >= 300) return String(status);
  return envelope(exchange.response) === null ? 'no list' : 'served';
}
