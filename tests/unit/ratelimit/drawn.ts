import { listRequest, plainLists } from '../../../verifier/requests.ts';
import type { CheckContext, Depth } from '../../../verifier/check-context.ts';
import type { ApiResponse } from '../../../verifier/exchange.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import { CLIENT_STEP, KIND_STEP } from '../../ratelimit/evidence/kinds.ts';
import { BEHIND, BURST, JUMPED, MACHINE, STEP } from '../../ratelimit/scenarios/names.ts';

export const LIMIT = 10;
export const WINDOW_MS = 60_000;
const START = Date.parse('2026-03-01T12:00:00Z');
const PAGE = JSON.stringify({ page: 1, pageSize: 1, totalCount: 0, items: [] });

/** Numbers from 0 to 1 that a seed repeats. */
function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x80000000;
}

/**
 * What a measurement of a limit of ten in a minute may have recorded, drawn by a number: every step of the protocol, with counts and
 * times at the bounds that the evidence has, and now and then a response that is lost, late or odd. No limiter behaves so.
 * @param isEven whether all times are multiples of a quarter of a second, as most bounds are: then some lie exactly there
 */
export function drawn(seed: number, isEven = false): CheckContext {
  const random = generator(seed * 7919 + 1);
  for (let i = 0; i < 5; i += 1) random();
  const pick = <T>(...items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const recorder = new Recorder();
  const lists = plainLists(sampleContract());
  let now = START + pick(0, 500, 30_000);
  let count = 0;
  const rejection = pick(429, 429, 429, 429, 503, 403, 200);
  // After a few rejections some targets reject in another way: a ban.
  const ban = random() < 0.2 ? pick(401, 403, 404, 418, 423, 503) : undefined;
  let rejections = 0;
  const dated = pick(undefined, undefined, 0, 1_000, -90_000);
  const told = pick('none', 'none', 'left', 'left', 'date', 'window', 'soon');
  const [gap, usual] = isEven
    ? [pick(0, 250, 500, 1_000), pick(250, 250, 500, 1_000)]
    : [pick(0, 20, 100, 500, 3_000), pick(10, 50, 100, 400)];
  const soon = isEven ? 250 : 20;
  const noise = pick(0, 0, 0.03, 0.06);
  const late = pick(0, 0, 0, 0.3, 0.6);
  const remaining = pick(false, false, true);
  const recoverAfter = isEven
    ? pick(4_500, 30_000, 58_000, 59_000, 59_500, 59_750, 60_000, 60_250, 61_000, 62_000, 62_250, 62_500, 75_000)
    : pick(30_000, 54_000, 59_000, 60_000, 61_000, 66_000, 90_000, 125_000);
  const began = now;

  const reply = (status: number, left: number): ApiResponse => {
    const wait = Math.max(0, recoverAfter - ((now - began) % recoverAfter));
    const retry = {
      none: '',
      left: String(Math.ceil(wait / 1000)),
      window: '60',
      soon: '1',
      date: new Date(now + wait).toUTCString(),
    };
    const rejected = status !== 200 || left < 0;
    const headers = {
      'content-type': ['application/json'],
      ...(dated !== undefined && { date: [new Date(now + dated).toUTCString()] }),
      ...(rejected && retry[told] !== '' && { 'retry-after': [retry[told]] }),
      ...(remaining && !rejected && { 'x-ratelimit-remaining': [String(Math.max(0, left - pick(0, 0, 0, 3)))] }),
    };
    return { status, headers, text: rejected ? '{"title":"rejected"}' : PAGE };
  };
  const rejected = () => ((rejections += 1) > 3 && ban !== undefined ? ban : rejection);
  /** A request that is served, rejected for the quota, or rejected for its key. */
  const one = (
    scenario: string,
    what: 'served' | 'rejected' | 'key',
    { key = 'active', list = 0, left = LIMIT } = {},
  ) => {
    const operation = lists[list % lists.length]!;
    const request = listRequest(operation, { pageSize: 1 }, { key, fresh: `${scenario} ${(count += 1)}` });
    const odd = random() < noise ? pick<'none' | number>('none', 502, 500, 501, 505, 507, 508, 429) : undefined;
    const took = usual + (random() < late ? pick(1_000, 6_000, 6_000, 12_000) : 0) + (isEven ? 0 : pick(0, 0, 1));
    const status = typeof odd === 'number' ? odd : what === 'served' ? 200 : what === 'key' ? 401 : rejected();
    const exchange = { scenario, request, sentAt: now, took };
    if (odd === 'none') recorder.record({ ...exchange, error: 'no response' });
    else recorder.record({ ...exchange, response: reply(status, what === 'served' && odd === undefined ? left : -1) });
  };
  const burst = (
    step: string,
    served: number,
    rejected: number,
    { key = 'active', every = gap, turns = false } = {},
  ) => {
    for (let i = 0; i < served + rejected; i += 1) {
      one(step, (turns ? i % 2 === 1 : i < served) ? 'served' : 'rejected', { key, list: i, left: LIMIT - 1 - i });
      now += every;
    }
    if (random() < 0.1) recorder.observe({ scenario: step, step: BURST, fact: BEHIND, value: pick(100, 600, 3_000) });
  };
  /** A window after the last request of a burst that was served, or the first that was rejected; the evidence knows both. */
  const windowAfter = (step: string): number => {
    const all = recorder.scenario(step).filter(({ request }) => request.headers[KEY_HEADER] === '{{active}}');
    const at = all.findIndex(({ response }) => response?.status !== 200);
    const [last, rejected] = [all[at - 1], all[at]];
    const from = pick(last && last.sentAt + last.took, rejected?.sentAt) ?? now;
    return from + WINDOW_MS + pick(-250, 0, 0, 250, 2_000, 2_250);
  };
  const beside = (step: string) => {
    for (const key of ['active', 'sibling', 'foreign'])
      for (let i = 0; i < pick(1, 3, 5); i += 1) {
        one(step, 'rejected');
        one(
          step,
          key === 'foreign' ? pick('served', 'served', 'rejected') : pick('rejected', 'rejected', 'rejected', 'served'),
          { key },
        );
        now += soon;
      }
  };
  const poll = (step: string, until: number, every: number) => {
    for (; now < until; now += every) one(step, 'rejected');
    one(step, 'served');
    now += usual;
  };

  one(STEP.control, 'served', { key: 'foreign' });
  now += pick(1_000, 60_000, 70_000);
  const first = now;
  const served = pick(0, 2, 7, 8, 9, 9, 10, 10, 10, 10, 11, 12, 13, 20);
  burst(STEP.burst1, served, pick(0, 1, 2, 3, 4, 4, 4));
  if (random() < 0.2) {
    now += pick(5_000, 60_000);
    burst(STEP.again, pick(9, 10, 12, 14), pick(0, 4));
  }
  if (random() < 0.1) burst(STEP.oneOperation, pick(10, 12), 4);
  for (const step of [STEP.rejected1, `${KIND_STEP}HEAD`, `${CLIENT_STEP}agent`]) beside(step);
  if (random() < 0.3) burst(STEP.soon, pick(0, 2, 6), pick(3, 6), { every: 250, turns: true });
  const every = isEven ? pick(1_000, 1_250, 3_000) : pick(1_000, 3_000, 6_000);
  const isAfter = isEven && random() < 0.5;
  poll(STEP.poll1, isAfter ? windowAfter(STEP.burst1) : first + recoverAfter, every);
  now += pick(0, soon, 1_000);
  burst(STEP.burst2, pick(0, 1, 2, 7, 8, 9, 10, 11, 12), pick(0, 3, 3), { turns: random() < 0.1 });
  if (random() < 0.6) {
    const again = now;
    if (random() < 0.3) beside(STEP.rejected2);
    const later = again + pick(6_000, 30_000, 54_000, 60_000, 66_000);
    poll(STEP.poll2, isAfter ? windowAfter(STEP.burst2) : later, every);
    one(STEP.second, pick('served', 'rejected'));
    if (random() < 0.4) burst(STEP.burst3, pick(2, 8, 10), 2);
  } else one(STEP.silence, pick('served', 'rejected'));
  for (const step of [STEP.refill1, STEP.refill2, STEP.refill3, STEP.refill4]) {
    if (random() < 0.3) continue;
    const away = pick(6_000, 12_000, 15_000, 30_000, 60_000);
    now += away;
    burst(
      step,
      Math.max(0, Math.round((away * LIMIT * pick(0.5, 1, 1, 1, 2)) / WINDOW_MS) + pick(-1, 0, 0, 1)),
      pick(0, 2),
    );
  }
  now += 61_000;
  if (random() < 0.3) burst(STEP.repeated, pick(8, 9, 10, 12), 3);
  now += 61_000;
  for (let i = 0; i < 6; i += 1)
    one(STEP.unauthorised, pick('key', 'key', 'key', 'key', 'rejected'), { key: 'unknown' });
  burst(STEP.race, pick(8, 9, 10, 11, 13, 15), pick(0, 5), { every: 0 });
  for (const [step, key] of [
    [STEP.added, 'made-limit'],
    [STEP.regenerated, 'made-limit-again'],
  ] as const) {
    now += pick(soon, 1_000, 6_000);
    for (let i = 0; i < 3; i += 1) one(step, pick('rejected', 'rejected', 'served'), { key });
    one(step, 'rejected');
  }
  if (random() < 0.05) recorder.observe({ scenario: MACHINE, step: JUMPED, fact: JUMPED, value: pick(500, 2_000) });
  const quiet = pick(true, false, false, undefined);
  const target = { baseUrl: 'http://sample', embedded: random() < 0.3, limit: LIMIT, windowSeconds: WINDOW_MS / 1000 };
  const keys = new Set(['active', 'sibling', 'foreign', 'unknown']);
  const depth: Depth = pick('quick', 'standard', 'standard', 'full');
  return {
    contract: sampleContract(),
    target: { ...target, keys, ...(quiet !== undefined && { quiet }) },
    ...{ recorder, depth, seed },
  };
}

/**
 * A burst that a target may have delayed: some served at once, the others in turn, or in groups, at about the limit's pace.
 * @param isEven whether all times are multiples of a quarter of a second
 */
export function drawnDelay(seed: number, isEven = false): Recorder {
  const random = generator(seed * 104_729 + 3);
  for (let i = 0; i < 5; i += 1) random();
  const pick = <T>(...items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const recorder = new Recorder();
  const [list] = plainLists(sampleContract());
  const turn = WINDOW_MS / LIMIT;
  const usual = isEven ? pick(250, 500, 1_000) : pick(20, 20, 100, 800, 2_000);
  const long = pick(false, false, false, true);
  const record = (scenario: string, sentAt: number, took: number, status: number | 'none', n: number) => {
    const request = listRequest(list!, { pageSize: 1 }, { fresh: `${scenario} ${n}` });
    const text = status === 200 ? PAGE + ' '.repeat(long && n % 3 === 0 ? 20_000 : 0) : '';
    if (status === 'none') recorder.record({ scenario, request, sentAt, took, error: 'no response' });
    else recorder.record({ scenario, request, sentAt, took, response: { status, headers: {}, text } });
  };
  for (let n = 0; n < 8; n += 1) record('probe', n * 3_000, usual * pick(1, 1, 2), 200, n);
  const from = 90_000;
  const [prompt, held, rejected] = [pick(0, 4, 8, 9, 10, 11, 12), pick(2, 3, 4, 5, 6, 7, 8), pick(0, 0, 2, 5)];
  const [pace, size] = [pick(0.25, 0.5, 0.75, 0.8, 1, 1, 1, 1.25), pick(1, 1, 1, 2, 3, 8)];
  const apart = isEven ? pick(0, 250, 1_500) : pick(0, 10, 300, 2_000);
  for (let n = 0; n < prompt; n += 1) record(STEP.burst1, from + n * apart, usual, 200, n);
  for (let n = 0; n < held; n += 1) {
    const sentAt = from + (prompt + n) * apart;
    const came = from + prompt * apart + Math.ceil((n + 1) / size) * size * turn * pace + (isEven ? 0 : pick(0, 0, 50));
    record(
      STEP.burst1,
      sentAt,
      Math.max(usual, came - sentAt),
      random() < 0.08 ? pick<'none' | number>(429, 'none') : 200,
      prompt + n,
    );
  }
  for (let n = 0; n < rejected; n += 1)
    record(STEP.burst1, from + (prompt + held + n) * apart, pick(usual, usual, 3_000), 429, prompt + held + n);
  if (random() < 0.2)
    recorder.observe({ scenario: STEP.burst1, step: BURST, fact: BEHIND, value: pick(isEven ? 250 : 80, 500, 10_000) });
  return recorder;
}
