import { expect, test } from '@playwright/test';
import { Recorder } from '../../../verifier/recorder.ts';
import { sampleExchange } from '../../../verifier/samples/sample.ts';
import { clockOffsetMs } from '../../ratelimit/evidence/server-clock.ts';

/** Responses that took 100 ms, of a server whose clock is ahead by so many milliseconds: `Date` is cut to seconds. */
function offsetOf(aheadMs: number, sentAt: readonly number[], headers = true) {
  const recorder = new Recorder();
  for (const at of sentAt) {
    const date = { date: new Date(at + 50 + aheadMs).toUTCString() };
    const response = { body: {}, ...(headers && { headers: date }) };
    recorder.record({ ...sampleExchange('probe', at, response), took: 100 });
  }
  return clockOffsetMs(recorder);
}

test("the server's clock is known as well as its dates tell, and ours is right where it may be", () => {
  const each300 = Array.from({ length: 10 }, (_, i) => 1_700_000_000_000 + i * 300);
  for (const ahead of [-60_000, -3_000, 3_000, 60_000]) {
    const { offset, unsure } = offsetOf(ahead, each300);
    expect(Math.abs(offset - ahead), `${ahead}`).toBeLessThanOrEqual(unsure);
    expect(unsure).toBeLessThan(200);
  }
  // One response tells the second alone: from its begin, less what the response took, to its end.
  expect(offsetOf(60_000, each300.slice(0, 1))).toEqual({ offset: 60_450, unsure: 550 });
  for (const [ahead, sentAt, headers] of [
    [40, each300, true],
    [0, each300, true],
    [60_000, each300, false],
    [60_000, [], true],
  ] as const)
    expect(offsetOf(ahead, sentAt, headers)).toEqual({ offset: 0, unsure: 0 });
});

test('a clock that was set meanwhile is not measured, and only the last 200 responses count', () => {
  const recorder = new Recorder();
  const record = (at: number, ahead: number) =>
    recorder.record(sampleExchange('p', at, { body: {}, headers: { date: new Date(at + ahead).toUTCString() } }));
  const begin = 1_700_000_000_000;
  record(begin, 60_000);
  record(begin + 1_000, 90_000);
  expect(clockOffsetMs(recorder)).toEqual({ offset: 0, unsure: 0 });
  for (let i = 0; i < 199; i += 1) record(begin + 2_000 + i * 10, 90_000);
  expect(clockOffsetMs(recorder).offset).toBeGreaterThan(89_000);
});

test('our clock is right where the dates allow it, to the millisecond', () => {
  const begin = 1_700_000_000_000;
  const offset = (sentAt: number, date: number) => {
    const recorder = new Recorder();
    const headers = { date: new Date(date).toUTCString() };
    recorder.record({ ...sampleExchange('p', sentAt, { body: {}, headers }), took: 5 });
    return clockOffsetMs(recorder).offset;
  };
  // The date that a server shows holds for a whole second, and a response is as old as its request at most.
  expect([offset(begin, begin - 1_000), offset(begin + 1, begin - 1_000)]).toEqual([0, -503.5]);
  expect([offset(begin - 5, begin), offset(begin - 6, begin)]).toEqual([0, 503.5]);
});
