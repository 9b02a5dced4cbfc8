import { expect, test } from '@playwright/test';
import { loadContract } from '../../../spec/contract.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { problem, sampleExchange } from '../../../verifier/samples/sample.ts';
import { lim07 } from '../../ratelimit/checks/lim-07.ts';
import { tooMuchServed } from '../../ratelimit/evidence/stretches.ts';
import { lastRejection } from '../../ratelimit/evidence/while-rejected.ts';
import { STEP, type Step } from '../../ratelimit/scenarios/names.ts';

const PAGE = { body: { page: 1, pageSize: 100, totalCount: 0, items: [] } };
const LIMITED = { ...problem(429, 'Too Many Requests'), headers: { 'retry-after': '15' } };
const BAD = problem(400, 'Bad Request');
const RESPONSES = { 200: PAGE, 400: BAD, 429: LIMITED };

type Status = keyof typeof RESPONSES;
const times = (count: number, status: Status): Status[] => Array.from({ length: count }, () => status);

/** What a run recorded: in each step, from a second of the run on, these statuses, 20 ms apart. */
function recorded(...steps: readonly (readonly [step: Step, second: number, ...statuses: Status[]])[]): Recorder {
  const recorder = new Recorder();
  for (const [step, second, ...statuses] of steps)
    for (const [i, status] of statuses.entries())
      recorder.record(sampleExchange(step, second * 1000 + i * 20, RESPONSES[status]));
  return recorder;
}

/** A window on the clock ends 15 seconds after the burst; the next one gives a whole quota. */
const conforming = recorded(
  [STEP.burst1, 0, ...times(42, 200), 400, ...times(7, 200), ...times(5, 429)],
  [STEP.poll1, 15, 200],
  [STEP.burst2, 16, ...times(49, 200), ...times(5, 429)],
);

test('LIM-06 a request that gets a 400 within a burst is not where the quota was used up', () => {
  expect(tooMuchServed({ recorder: conforming, limit: 50, windowMs: 60_000 })).toBeUndefined();
  const generous = recorded(
    [STEP.burst1, 0, ...times(49, 200), ...times(5, 429)],
    [STEP.burst2, 16, ...times(56, 200), ...times(5, 429)],
  );
  expect(tooMuchServed({ recorder: generous, limit: 50, windowMs: 60_000 })).toMatchObject({ afterRejection: true });
});

test('LIM-07 a 400 after the promised time is no rejection that lasts', () => {
  const judged = (recorder: Recorder) => {
    const target = { baseUrl: '', embedded: true, limit: 50, windowSeconds: 60, keys: new Set<string>() };
    return lim07.judge({ contract: loadContract(), target, recorder, depth: 'standard', seed: 1 }).kind;
  };
  const first = [STEP.burst1, 0, ...times(50, 200), 429] as const;
  expect(judged(recorded(first, [STEP.poll1, 19, 400, 200]))).toBe('pass');
  expect(judged(recorded(first, [STEP.poll1, 19, 429, 200]))).toBe('fail');
});

test('a bucket refills from the last rejection for the quota on, not from a bad request', () => {
  const recorder = recorded([STEP.burst1, 0, ...times(50, 200), 429], [STEP.poll1, 5, 200, 400]);
  expect(lastRejection(recorder)?.response?.status).toBe(429);
});
