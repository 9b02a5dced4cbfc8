import { expect, test } from '@playwright/test';
import { clause } from '../../../spec/clauses.ts';
import { controlOf, rejectionMs } from '../../auth/evidence/at-once.ts';
import { key06 } from '../../auth/checks/key-06.ts';
import { KEY } from '../../auth/evidence/names.ts';
import { tryUntilRejected } from '../../auth/scenarios/until-rejected.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { sampleContract, problem, sampleExchange } from '../../../verifier/samples/sample.ts';
import { grade } from '../../../verifier/verdict.ts';

/** What a server answers to a revoked key so many milliseconds later, on a clock that is moved. */
type Server = (ms: number) => number | undefined;
const rejectsAfter =
  (limit: number): Server =>
  (ms) =>
    ms < limit ? 200 : 401;

/** Tries a key against that server, and judges KEY-06 by what was seen. */
async function judged(server: Server, { embedded = false, control = 200 } = {}) {
  const recorder = new Recorder();
  const start = 1_700_000_000_000;
  let now = start;
  const record = (scenario: string, status: number | undefined, key: string) => {
    if (status === undefined) return;
    const response = status < 400 ? { status, body: {} } : problem(status, 'refused');
    recorder.record(sampleExchange(scenario, now, response, key));
  };
  const send = (status: number | undefined, scenario: string, key: string) => {
    record(`${KEY}-${scenario}`, status, key);
    now += 20;
    return Promise.resolve(status);
  };
  await tryUntilRejected({
    movable: embedded,
    now: () => now,
    sleep: (ms) => Promise.resolve(void (now += ms)),
    send: () => send(server(now - start), 'revoke', 'made-a'),
    control: () => send(control, controlOf('revoke'), 'active'),
  });
  const target = { baseUrl: 'http://sample', embedded, limit: 50, windowSeconds: 60, keys: new Set<string>() };
  const context: CheckContext = { contract: sampleContract(), target, recorder, depth: 'standard', seed: 1 };
  const { verdict, reason, findings } = grade(clause('KEY-06'), key06.judge(context), true);
  return { verdict, reason, got: findings[0]?.got, ms: rejectionMs(context, 'revoke'), sent: recorder.all().length };
}

test('a key that is rejected at once passes, after a few seconds of watching', async () => {
  expect(await judged(rejectsAfter(0))).toMatchObject({ verdict: 'pass', ms: 5, sent: 6 });
});

test('on a live target a key that is served for up to five seconds passes, and how long is told', async () => {
  const { verdict, ms } = await judged(rejectsAfter(3_500));
  expect(verdict).toBe('pass');
  expect(ms).toBeGreaterThanOrEqual(3_500);
  expect(ms).toBeLessThan(5_100);
});

for (const limit of [9_000, 30_000]) {
  test(`a key that is served for ${limit / 1000} seconds is warned of, strictly judged or not`, async () => {
    expect(await judged(rejectsAfter(limit))).toMatchObject({
      verdict: 'warn',
      got: expect.stringMatching(/^served until/),
    });
  });
}

test('a key that is served for longer than a minute fails', async () => {
  expect(await judged(rejectsAfter(Infinity))).toMatchObject({ verdict: 'fail', got: 'still served 65.0 s later' });
});

test('a key that is served again after it was rejected fails, however soon', async () => {
  const nodes: Server = (ms) => (ms > 900 && ms < 2_500 ? 200 : 401);
  expect(await judged(nodes)).toMatchObject({ verdict: 'fail', got: expect.stringMatching(/^served again/) });
});

test('on our own mock a key that is served once more fails', async () => {
  expect(await judged(rejectsAfter(10), { embedded: true })).toMatchObject({
    verdict: 'fail',
    got: expect.stringMatching(/^served until/),
  });
});

test('refusals for the budget show nothing: neither that the key is dead, nor that it lives on', async () => {
  expect(await judged(() => 429)).toMatchObject({
    verdict: 'not-run',
    reason: expect.stringMatching(/never rejected or served/),
  });
  const drained: Server = (ms) => (ms < 400 ? 200 : 429);
  expect(await judged(drained)).toMatchObject({
    verdict: 'not-run',
    reason: expect.stringMatching(/how it went on was not seen/),
  });
  const recovers: Server = (ms) => (ms < 400 ? 429 : 401);
  expect(await judged(recovers)).toMatchObject({ verdict: 'pass' });
});

test('a server that refuses a key that should work, too, has not shown that it obeys', async () => {
  expect(await judged(rejectsAfter(0), { control: 401 })).toMatchObject({
    verdict: 'not-run',
    reason: 'a key that should work was rejected, too',
  });
});

test('responses that were lost or broke off are passed over', async () => {
  const flaky: Server = (ms) => (ms < 300 ? undefined : ms < 600 ? 503 : 401);
  expect(await judged(flaky)).toMatchObject({ verdict: 'pass' });
});
