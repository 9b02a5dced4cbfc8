import { plainLists } from '../../../verifier/requests.ts';
import { expect, test } from '@playwright/test';
import { loadContract } from '../../../spec/contract.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { problem, sampleExchange } from '../../../verifier/samples/sample.ts';
import { lim08 } from '../../ratelimit/checks/lim-08.ts';
import { STEP } from '../../ratelimit/scenarios/names.ts';

const PAGE = { body: { page: 1, pageSize: 100, totalCount: 0, items: [] } };
const LIMITED = problem(429, 'Too Many Requests');
const contract = loadContract();
const lists = plainLists(contract);

/** The last answers of a burst: the status, and the list that it came from. */
type End = readonly (readonly [status: number, list: number])[];

/** What LIM-08 says of two bursts whose last answers are these. */
function judged(...ends: readonly End[]) {
  return judgedEvery(20, ...ends);
}

/** The same, so many milliseconds apart; at 0 all of a burst falls into one. */
function judgedEvery(ms: number, ...ends: readonly End[]) {
  const recorder = new Recorder();
  for (const [nth, end] of ends.entries()) {
    const all = [...Array.from({ length: 48 }, (_, i) => [200, i % lists.length] as const), ...end];
    for (const [i, [status, list]] of all.entries()) {
      const step = nth === 0 ? STEP.burst1 : STEP.burst2;
      const response = status === 200 ? PAGE : status === 429 ? LIMITED : problem(status, 'Bad Request');
      const exchange = sampleExchange(step, nth * 70_000 + i * ms, response);
      recorder.record({
        ...exchange,
        took: ms / 4,
        request: { ...exchange.request, operation: lists[list]?.id ?? '' },
      });
    }
  }
  const target = { baseUrl: '', embedded: true, limit: 50, windowSeconds: 60, keys: new Set<string>() };
  return lim08.judge({ contract, target, recorder, depth: 'standard', seed: 1 }).kind;
}

const rejected = [0, 1, 2, 3, 4].map((list) => [429, list] as const);

test('LIM-08 does not take a request that is rejected for its content for the end of the quota', () => {
  const end = [[400, 6], [200, 7], ...rejected] as const;
  expect(judged(end, end)).toBe('pass');
});

test('LIM-08 flags an operation that is served on in burst after burst, and not one now and another then', () => {
  const apart = (list: number) =>
    [[200, 5], [200, 6], ...rejected.slice(0, 3), [200, list], ...rejected.slice(3)] as const;
  expect(judged(apart(7), apart(7))).toBe('fail');
  expect(judged(apart(7), apart(6))).toBe('pass');
});

test('LIM-08 takes nothing that was served before the first refusal for served on, though it was the same millisecond', () => {
  const end = [[200, 6], [200, 7], ...rejected] as const;
  expect(judgedEvery(0, end, end)).toBe('pass');
  const apart = [...rejected.slice(0, 3), [200, 7], ...rejected.slice(3)] as const;
  expect(judgedEvery(0, apart, apart)).toBe('fail');
});
