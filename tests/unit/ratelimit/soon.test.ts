import { expect, test } from '@playwright/test';
import { Recorder } from '../../../verifier/recorder.ts';
import { sampleExchange } from '../../../verifier/samples/sample.ts';
import { soonFacts, tooSoon } from '../../ratelimit/evidence/soon.ts';
import { sayDelay } from '../../ratelimit/evidence/delays.ts';
import { STEP } from '../../ratelimit/scenarios/names.ts';

const LIST = { body: { page: 1, pageSize: 1, totalCount: 0, items: [] } };

/** Requests 100 ms apart: `+` is served, `-` rejected, `?` lost; each takes 5 ms. */
function recorderOf(results: string): Recorder {
  const recorder = new Recorder();
  for (const [at, result] of [...results].entries()) {
    const exchange = sampleExchange(STEP.soon, 1_000 + at * 100, result === '-' ? { status: 429, body: {} } : LIST);
    const { response: _, ...lost } = exchange;
    recorder.record(result === '?' ? { ...lost, error: 'reset' } : exchange);
  }
  return recorder;
}

test('What came back of a spent quota is counted, with the longest row and the time until the last', () => {
  const facts = (results: string) => soonFacts(recorderOf(results));
  expect(facts('')).toBeUndefined();
  expect(facts('--')).toEqual({ served: 0, atOnce: 0, ms: 0 });
  expect(facts('-+-')).toEqual({ served: 1, atOnce: 1, ms: 105 });
  expect(facts('++-+++-+')).toEqual({ served: 6, atOnce: 3, ms: 705 });
  expect(facts('+?+-+'), 'a request without a response ends no row').toEqual({ served: 3, atOnce: 3, ms: 405 });
});

test('A quota comes back too soon where more is served than its share of the time, a row and one more', () => {
  // 10 a second: one in each 100 ms.
  const says = (results: string, windowMs: number) => tooSoon(recorderOf(results), { limit: 10, windowMs });
  expect(says('', 1_000)).toBeUndefined();
  expect(says('-+-+-+-+', 1_000)).toBeUndefined();
  // Four in 705 ms, one at a time: 7.05 * 10 / 35.25 = 2, a row of one, one more: just as many.
  expect(says('-+-+-+-+', 3_525)).toBeUndefined();
  expect(says('-+-+-+-+', 3_526)).toBe(
    'a quota that refills too fast: 4 requests in 0.7 s, at most 1 of them without a rejection between',
  );
  expect(says('++++++++', 60_000), 'a window that begins anew').toBeUndefined();
});

test('A delay is told with what it held', () => {
  const delay = { prompt: 50, late: 7, unanswered: 0, rejected: 0, leastMs: 1_200, mostMs: 8_450 };
  expect(sayDelay(delay)).toBe(
    'the target delays requests instead of rejecting them: 50 served promptly, 7 more held for 1.2 to 8.4 s, none rejected',
  );
  expect(sayDelay({ ...delay, unanswered: 2, rejected: 3 })).toMatch(
    /8.4 s, 2 of them unanswered when the window ended, 3 rejected$/,
  );
});
