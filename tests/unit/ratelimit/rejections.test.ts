import { expect, test } from '@playwright/test';
import { clause } from '../../../spec/clauses.ts';
import { loadContract } from '../../../spec/contract.ts';
import type { Check } from '../../../verifier/check.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { problem, sampleExchange, type SampleScenario } from '../../../verifier/samples/sample.ts';
import { grade } from '../../../verifier/verdict.ts';
import { lim01 } from '../../ratelimit/checks/lim-01.ts';
import { lim02 } from '../../ratelimit/checks/lim-02.ts';
import { lim03 } from '../../ratelimit/checks/lim-03.ts';
import { lim12 } from '../../ratelimit/checks/lim-12.ts';
import { sampleBurst } from '../../ratelimit/evidence/samples.ts';
import { BEHIND, BURST, STEP } from '../../ratelimit/scenarios/names.ts';
import { drive, LIMIT, WINDOW_MS } from './drive.ts';
import { judged as judgedAll } from './judged.ts';
import { limiter } from './limiters.ts';
import { simulate } from './simulated.ts';

const PAGE = { body: { page: 1, pageSize: 100, totalCount: 0, items: [] } };

/** What becomes of a clause on a live target that answered so. */
function judged(check: Check, recorder: Recorder) {
  const target = { baseUrl: '', embedded: false, limit: 50, windowSeconds: 60, keys: new Set(['active']) };
  const verdict = check.judge({ contract: loadContract(), target, recorder, depth: 'standard', seed: 1 });
  return grade(clause(check.clause), verdict, false);
}

function recorded(scenario: SampleScenario): Recorder {
  const recorder = new Recorder();
  for (const one of scenario) if ('request' in one) recorder.record(one);
  return recorder;
}

test('LIM-12 a sentence labelled as HTML is a note, an HTML document a warning', () => {
  const rejectedWith = (text: string) => {
    const rejection = { status: 429, headers: { 'content-type': 'text/html; charset=utf-8' }, body: text };
    return judged(lim12, recorded(sampleBurst(50, 5, rejection)));
  };
  const labelled = rejectedWith('Slow down, please.');
  expect(labelled).toMatchObject({ verdict: 'pass', notes: [expect.stringContaining('labelled text/html')] });
  for (const page of [
    '<!DOCTYPE html><html><body><h1>429</h1></body></html>',
    '\n<!-- nginx -->\n<html><head><title>429 Too Many Requests</title></head></html>',
  ]) {
    const { verdict, findings } = rejectedWith(page);
    expect(verdict).toBe('warn');
    expect(findings[0]).toMatchObject({ got: 'an HTML page' });
  }
});

/** A burst of 60 over connections: 50 at once, `held` that came after so many seconds, and rejections meanwhile. */
function burstWithQueue(held: number, seconds: number): Recorder {
  const at = (n: number) => 1_000 + n * 10;
  const served = Array.from({ length: 50 }, (_, i) => sampleExchange(STEP.burst1, at(i), PAGE));
  const waiting = Array.from({ length: held }, (_, i) => ({
    ...sampleExchange(STEP.burst1, at(50 + i), PAGE),
    took: (seconds + i) * 1_000,
  }));
  const rejected = Array.from({ length: 10 - held }, (_, i) =>
    sampleExchange(STEP.burst1, at(52 + held + i), problem(429, 'Too Many Requests')),
  );
  return recorded([...served, ...rejected, ...waiting]);
}

test('LIM-02 a queue that is short delays some and rejects the rest: that fails as a delay', () => {
  const { verdict, findings } = judged(lim02, burstWithQueue(5, 20));
  expect(verdict).toBe('fail');
  expect(findings[0]?.got).toContain('50 served promptly, 5 more held for 20.0 to 24.0 s, 5 rejected');
});

test('LIM-02 a stalled response or two, or a machine that is busy itself, is no delay of the target', () => {
  expect(
    judged(lim02, burstWithQueue(2, 3))
      .findings.map(({ got }) => got)
      .join(),
  ).not.toContain('delays');
  const busy = burstWithQueue(5, 20);
  busy.observe({ scenario: STEP.burst1, step: BURST, fact: BEHIND, value: 22_000 });
  expect(
    judged(lim02, busy)
      .findings.map(({ got }) => got)
      .join(),
  ).not.toContain('delays');
});

test('LIM-02 a network that stalls once in a burst is no delay of the target, a queue that serves in turn is', () => {
  const burst = (took: (i: number) => number) =>
    recorded(
      Array.from({ length: 55 }, (_, i) => ({ ...sampleExchange(STEP.burst1, 1_000 + i * 10, PAGE), took: took(i) })),
    );
  const said = (recorder: Recorder) => judged(lim02, recorder).findings.map(({ got }) => got);
  expect(said(burst((i) => (i >= 26 && i < 35 ? 12_000 - i * 10 : 20))).join()).not.toContain('delays');
  // nginx that delays from the eleventh on: one each 1.2 s.
  expect(said(burst((i) => (i < 10 ? 20 : (i - 9) * 1_200)))[0]).toContain('10 served promptly, 45 more held');
});

test('LIM-02 a target that would take a third of a window for the limit anyway is not said to delay', () => {
  const afterProbes = (usualMs: number) => {
    const probes = Array.from({ length: 8 }, (_, i) => ({ ...sampleExchange('probe', 100 + i, PAGE), took: usualMs }));
    const burst = Array.from({ length: 55 }, (_, i) => ({
      ...sampleExchange(STEP.burst1, 1_000 + i * 10, PAGE),
      took: i < 10 ? 20 : (i - 9) * 1_200,
    }));
    return judged(lim02, recorded([...probes, ...burst]));
  };
  expect(afterProbes(100).findings[0]?.got).toContain('10 served promptly, 45 more held');
  expect(
    afterProbes(400)
      .findings.map(({ got }) => got)
      .join(),
  ).not.toContain('delays');
});

test('LIM-01 LIM-02 a burst that broke off before anything was rejected shows no limit', () => {
  const broken = recorded(sampleBurst(30, 0));
  expect(judged(lim01, broken).verdict).toBe('not-run');
  expect(judged(lim02, broken).verdict).toBe('not-run');
});

/** A target that keeps the limit and answers one request after the other: `ms` for a page of a list, 50 for one of a row. */
function oneByOne(ms: number) {
  const budget = limiter('fixed-window', { limit: LIMIT, windowMs: WINDOW_MS });
  const body = (filler: number) =>
    JSON.stringify({ page: 1, pageSize: 1, totalCount: 0, items: [], filler: 'x'.repeat(filler) });
  let free = 0;
  const response = (request: RequestSpec, key: string | null, arrived: number) => {
    if (key !== 'active' && key !== 'sibling' && key !== 'foreign') return { status: 401, headers: {}, text: '' };
    if (key !== 'foreign' && !budget.take('own', arrived).served) return { status: 429, headers: {}, text: '' };
    const isLong = request.fresh?.startsWith('lim-burst') === true;
    free = Math.max(free, arrived) + (isLong ? ms : 50);
    return { status: 200, headers: {}, text: body(isLong ? 40_000 : 0), heldMs: free - arrived };
  };
  return drive({ response, make: () => undefined }, { seed: 1, latencyMs: 40, stalls: 0 });
}

for (const ms of [600, 1_000, 1_500, 4_000]) {
  test(`no LIM clause fails where a narrow line takes ${ms} ms for a page: the target keeps the limit`, async () => {
    const { fail, why } = await judgedAll(oneByOne(ms), false);
    expect(fail, why.join(' | ')).toEqual([]);
  });
}

test('LIM-01 flags a server that rejects one request of twenty although quota is left; LIM-06 does not', async () => {
  for (const depth of ['standard', 'quick'] as const) {
    for (const kind of ['aligned-window', 'token-bucket'] as const) {
      const { fail, why } = await judgedAll(
        simulate({ kind, seed: 1, latencyMs: 20, stalls: 0, rejectEach: 20 }, depth),
        false,
      );
      expect(fail, why.join(' | ')).toEqual(['LIM-01']);
      expect(why.join()).toMatch(/rejected after \d+ were served/);
    }
  }
});

test('LIM-06 flags nodes whose clocks differ by a tenth of a window, not by 50 ms', async () => {
  for (const [aheadMs, clauses] of [
    [WINDOW_MS / 10, ['LIM-06']],
    [50, []],
  ] as const) {
    for (const seed of [1, 7920, 15839]) {
      const { fail, why } = await judgedAll(
        simulate({ kind: 'aligned-window', seed, latencyMs: 20, stalls: 0, aheadMs }),
        false,
      );
      expect(fail, why.join(' | ')).toEqual(clauses);
    }
  }
});

test('LIM-03 a gateway that fails now and then while the quota is used up is no ban', () => {
  const polled = (...statuses: number[]) =>
    statuses.map((status, i) => sampleExchange(STEP.poll1, 2_000 + i * 1_000, problem(status, 'rejected')));
  const now = recorded([...sampleBurst(50, 5), ...polled(429, 503, 429, 503, 503, 429, 503)]);
  expect(judged(lim03, now).verdict).toBe('pass');
  const banned = recorded([...sampleBurst(50, 5), ...polled(429, 429, 503, 503, 503)]);
  expect(judged(lim03, banned)).toMatchObject({
    verdict: 'fail',
    findings: [{ got: expect.stringMatching(/^a ban/) }],
  });
});

test('LIM-01 an operation that is always forbidden is not a request rejected with quota left', () => {
  const forbidden = (at: number) => {
    const one = sampleExchange(STEP.burst1, at, problem(403, 'Forbidden'));
    return { ...one, request: { ...one.request, operation: 'listForbidden' } };
  };
  const burst = [...sampleBurst(20, 0), forbidden(450), ...sampleBurst(30, 2, undefined, STEP.burst1, 500)];
  const { verdict } = judged(lim01, recorded([...burst, forbidden(1_200), forbidden(1_250)]));
  expect(verdict).toBe('pass');
});
