import { expect, test } from '@playwright/test';

import type { Exchange } from '../../../verifier/exchange.ts';
import { isNetworkError, Patience } from '../../../verifier/patience.ts';
import { rawRequest } from '../../../verifier/requests.ts';
import { tooLittleTried, triedOf } from '../../../verifier/tried.ts';
import { clauses } from '../../../spec/clauses.ts';
import type { ClauseRecord } from '../../../spec/generated/run-record.ts';
import { suiteOf } from '../../../verifier/suites.ts';

const MINUTE = 60_000;

/** Patience with a clock of its own: each exchange comes after the one before it. */
function patient() {
  const patience = new Patience(MINUTE);
  let now = 0;
  const exchange = (operation: string, took: number, result: Partial<Exchange>): Exchange => {
    const sentAt = now;
    now += took;
    const request = { ...rawRequest(`/${operation}`), operation };
    return { n: 1, scenario: 'probe', request, sentAt, took, ...result };
  };
  const hear = (operation: string, took: number, status?: number) => {
    const result =
      status === undefined ? { error: `no response within ${took / 1000} s` } : { response: response(status) };
    const one = exchange(operation, took, result);
    patience.heard(one);
    return one;
  };
  return { patience, hear, exchange, pass: (ms: number) => (now += ms), now: () => now };
}

const response = (status: number) => ({ status, headers: {}, text: '{}' });

test('A target that falls silent is doubted within forty seconds, and waited for less long meanwhile', () => {
  const { patience, hear } = patient();
  hear('listClients', 10, 200);
  expect(patience.timeoutMs).toBe(30_000);
  hear('listClients', 30_000);
  expect(patience.timeoutMs).toBe(10_000);
  expect(patience.isDoubtful).toBe(false);
  patience.giveUp(hear('listClients', 10_000));
  expect(patience.down).toBe(
    'the target stopped responding after one response: 2 requests in a row got nothing but no response within 10 s. Try again later',
  );
  expect(patience.isDoubtful).toBe(false);
});

test('Requests that are lost at once, at the same time, or to one list of which none was answered take more', () => {
  const { patience, hear, exchange } = patient();
  for (let i = 0; i < 100; i += 1) hear('listClients', 1, 503);
  expect(patience.isDoubtful).toBe(false);
  hear('listUsers', 10, 200);
  for (let i = 0; i < 31; i += 1) hear('listClients', 1, 503);
  expect(patience.isDoubtful).toBe(false);
  hear('listClients', 1, 503);
  expect(patience.isDoubtful).toBe(true);
  hear('listUsers', 10, 404);
  const lost = exchange('listClients', 20_000, { error: 'no response within 20 s' });
  for (let i = 0; i < 8; i += 1) patience.heard(lost);
  expect(patience.isDoubtful).toBe(false);
});

test('Rejections for the quota end a run after a window and a half, unless something was served meanwhile', () => {
  const { patience, hear, pass, now } = patient();
  const limited = (ms: number) => {
    pass(ms);
    patience.limited(now());
  };
  limited(0);
  limited(MINUTE);
  hear('listClients', 10, 200);
  limited(MINUTE);
  limited(MINUTE);
  expect(patience.down).toBeUndefined();
  limited(MINUTE / 2);
  expect(patience.down).toContain('rejects every request with 429: 3 in a row in 90 s');
});

test('A list that times out twice while others answer is left alone; a request with odd bytes says nothing of it', () => {
  const { patience, exchange } = patient();
  const lost = exchange('listUsers', 30_000, { error: 'no response within 30 s' });
  patience.settled(lost);
  patience.settled({ ...lost, request: { ...lost.request, via: 'socket' } });
  expect(patience.silence('listUsers')).toBeUndefined();
  patience.settled(lost);
  expect(patience.silence('listUsers')).toBe('not sent: listUsers did not respond to 2 requests before');
  expect(patience.silence('listClients')).toBeUndefined();
});

test('A good key that is rejected ten times in a row is looked at again', () => {
  const { patience, hear } = patient();
  const rejected = { ...hear('listClients', 1, 200), response: response(401) };
  for (let i = 0; i < 9; i += 1) patience.heard(rejected);
  expect(patience.isDoubtful).toBe(false);
  patience.heard(rejected);
  expect(patience.isDoubtful).toBe(true);
  expect(patience.showsLife(rejected)).toBe(false);
  patience.giveUp(rejected);
  expect(patience.down).toContain('rejects the key that it accepted before');
});

test('A key that is rejected after a 429 may be banned for a while, and is not taken for a bad one', () => {
  const { patience, hear } = patient();
  hear('listClients', 1, 200);
  const rejections = { ...hear('listClients', 1, 429), response: response(403) };
  for (let i = 0; i < 30; i += 1) patience.heard(rejections);
  expect(patience.isDoubtful).toBe(false);
  hear('listClients', 1, 200);
  for (let i = 0; i < 10; i += 1) patience.heard(rejections);
  expect(patience.isDoubtful).toBe(true);
  expect(patience.isSilent).toBe(false);
});

test('A key that is rejected where the limit is meant to be met is looked at only when that lasts', () => {
  const { patience, hear } = patient();
  const rejectedCount = { ...hear('listClients', 1, 200), response: response(403) };
  for (let i = 0; i < 10; i += 1) patience.heard(rejectedCount, true);
  expect(patience.isDoubtful).toBe(false);
  expect(patience.isKeyDoubtful).toBe(true);
  patience.giveUp(rejectedCount);
  expect(patience.down).toContain('10 requests in a row got 403');
});

test('A run keeps 256 MB of responses, and stops at the first character more', () => {
  const { patience, hear } = patient();
  const good = hear('listClients', 10, 200);
  const most = 256 * 1024 * 1024 - '{}'.length;
  // Nothing reads the text, only its length counts.
  patience.heard({ ...good, response: { status: 200, headers: {}, text: { length: most } as unknown as string } });
  expect(patience.down).toBeUndefined();
  hear('listClients', 10, 200);
  expect(patience.down).toBe('the responses of the target take more than 256 MB together: the run cannot keep them');
});

test('A target that never responded is doubted when three lists are lost, and a lone list is not enough', () => {
  const { patience, hear } = patient();
  hear('listClients', 30_000);
  hear('listUsers', 20_000);
  expect([patience.isSilent, patience.isDoubtful]).toEqual([false, false]);
  patience.giveUp(hear('listReviews', 1_000, 502));
  expect(patience.down).toBe(
    'the target does not respond: 3 requests in a row got nothing but status 502. Try again later',
  );
  expect(patience.timeoutMs).toBe(3_000);
});

test('Only a response below 300 to the active key, sent the usual way, shows that the target works', () => {
  for (const [status, via, known] of [
    [200, undefined, true],
    [299, undefined, true],
    [300, undefined, false],
    [404, undefined, false],
    [200, 'socket', false],
  ] as const) {
    const { patience, exchange } = patient();
    const { request, ...rest } = exchange('listClients', 10, { response: response(status) });
    patience.heard({ ...rest, request: { ...request, ...(via !== undefined && { via }) } });
    expect(patience.knownGood !== undefined, `${status} ${via}`).toBe(known);
  }
});

test('Silence is the time in which requests wait for nothing, each moment once, up to forty seconds', () => {
  const silentAfter = (...waits: readonly (readonly [sentAt: number, took: number])[]) => {
    const { patience, hear, exchange } = patient();
    hear('listClients', 0, 200);
    for (const [sentAt, took] of waits)
      patience.heard({ ...exchange('listClients', 0, { error: 'reset' }), sentAt, took });
    return patience.isSilent;
  };
  expect(silentAfter([0, 39_999])).toBe(false);
  expect(silentAfter([0, 39_999], [39_999, 1])).toBe(true);
  const together = [
    [0, 30_000],
    [10_000, 10_000],
    [25_000, 14_999],
  ] as const;
  expect(silentAfter(...together)).toBe(false);
  expect(silentAfter(...together, [39_999, 1])).toBe(true);
  // Between two of them nothing waits.
  expect(silentAfter([0, 20_000], [60_000, 19_999])).toBe(false);
  expect(silentAfter([0, 20_000], [60_000, 20_000])).toBe(true);
});

test('Of a target that never responded 32 network errors of three lists count, not of two', () => {
  const lost = (operations: readonly string[], times: number) => {
    const { patience, hear } = patient();
    for (let n = 0; n < times; n += 1) hear(operations[n % operations.length]!, 1);
    return patience.isSilent;
  };
  const three = ['listClients', 'listUsers', 'listReviews'];
  expect([lost(three, 31), lost(three, 32), lost(three.slice(1), 32)]).toEqual([false, true, false]);
});

test('Three rejections for the quota count, over a window and a half', () => {
  const down = (...times: readonly number[]) => {
    const { patience } = patient();
    for (const at of times) patience.limited(at);
    return patience.down !== undefined;
  };
  expect(down(5, 5 + 2 * MINUTE)).toBe(false);
  expect(down(5, 6, 4 + 1.5 * MINUTE)).toBe(false);
  expect(down(5, 6, 5 + 1.5 * MINUTE)).toBe(true);
});

test('Rejections of the active key that normal requests got count together; no others do', () => {
  const { patience, hear } = patient();
  const rejected = { ...hear('listClients', 1, 200), response: response(401) };
  const rejections = (others: Exchange) => {
    for (let n = 0; n < 10; n += 1) patience.heard(others);
    return patience.isKeyDoubtful;
  };
  expect(rejections({ ...rejected, response: response(400) })).toBe(false);
  expect(rejections({ ...rejected, request: { ...rejected.request, via: 'socket' } })).toBe(false);
  const foreign = Object.fromEntries(Object.keys(rejected.request.headers).map((name) => [name, '{{foreign}}']));
  expect(rejections({ ...rejected, request: { ...rejected.request, headers: foreign } })).toBe(false);
  expect(patience.showsLife(rejected), 'none was counted: the target works, whatever it says').toBe(true);
  for (let n = 0; n < 4; n += 1) patience.heard(rejected);
  for (let n = 0; n < 5; n += 1) patience.heard(rejected, true);
  expect(patience.isKeyDoubtful).toBe(false);
  expect(patience.showsLife(rejected)).toBe(false);
  patience.heard(rejected, true);
  expect(patience.isKeyDoubtful).toBe(true);
  patience.giveUp(rejected);
  expect(patience.down).toContain(': 10 requests in a row got 401');
});

test('No response and that of a gateway come from no target', () => {
  const statuses = [200, 404, 429, 500, 501, 502, 503, 504, 505];
  expect(statuses.filter((status) => isNetworkError({ response: response(status) }))).toEqual([502, 503, 504]);
  expect(isNetworkError({})).toBe(true);
});

const of = (verdict: ClauseRecord['verdict'], reason?: string, because?: ClauseRecord['because']) =>
  clauses().map(({ id, level, sentence }): ClauseRecord => ({
    ...{ id, level, sentence, verdict, checked: 1, findings: [], notes: [] },
    ...(reason === undefined ? {} : { reason }),
    ...(because === undefined ? {} : { because }),
  }));

test('What was lost makes a run inconclusive, what is not configured does not, and --min-tried overrules both', () => {
  const good = of('pass');
  const isAuth = ({ id }: ClauseRecord) => suiteOf(id.split('-')[0] as never) === 'auth';
  const lost = of('not-run', 'the run stopped: the target stopped responding', 'lost');
  const slow = of('not-run', 'a burst takes 51 requests and a window, more than the run has left', 'lost');
  const absent = of('not-run', 'no portal: set MITP_PORTAL_URL');
  const mixed = (others: readonly ClauseRecord[]) => good.map((one, at) => (isAuth(one) ? (others[at] ?? one) : one));
  expect(tooLittleTried(good)).toEqual([]);
  expect(tooLittleTried(mixed(absent))).toEqual([]);
  expect(tooLittleTried(absent)).toEqual([]);
  expect(tooLittleTried(mixed(lost)).join('\n')).toMatch(
    /a verdict takes 8\d .*\nthe suite auth could not be tried: 0 of its/s,
  );
  expect(tooLittleTried(mixed(slow)).join()).toMatch(/auth could not be tried: 0 of its .*more than the run has left/);
  expect(tooLittleTried(mixed(absent), 0.9)).toHaveLength(1);
  expect(tooLittleTried(mixed(absent), 0.5)).toEqual([]);
  expect(triedOf(mixed(absent), 0.5).least).toBe(Math.ceil(good.length / 2));
});

test('What could not be read again makes a run inconclusive, unless a clause failed: then that may be what it shows', () => {
  const doubtful = of('not-run', 'responses were not as predicted, and could not be read again', 'doubt').slice(0, 20);
  const others = of('pass').slice(20);
  expect(tooLittleTried([...doubtful, ...others]).join()).toContain('a verdict takes');
  const [one] = doubtful;
  expect(tooLittleTried([one!, ...of('pass').slice(1)])).toEqual([
    expect.stringContaining(`${one!.id}: responses were not`),
  ]);
  expect(tooLittleTried([one!, ...of('pass').slice(1)], 0.5)).toEqual([]);
  expect(tooLittleTried([...doubtful, ...others.slice(1), ...of('fail').slice(20, 21)])).toEqual([]);
});

test('A limit that looked broken while the clock of this machine jumped makes a run inconclusive', () => {
  const [one] = of('not-run', 'the clock of this machine jumped by 2.0 s while the limit was measured', 'clock');
  expect(tooLittleTried([one!, ...of('pass').slice(1)])).toEqual([
    expect.stringContaining(`${one!.id}: the limit does not look right`),
  ]);
});
