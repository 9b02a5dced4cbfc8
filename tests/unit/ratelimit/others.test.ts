import { expect, test } from '@playwright/test';
import type { Check } from '../../../verifier/check.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { sampleContract, sampleExchange } from '../../../verifier/samples/sample.ts';
import { heedingOthers } from '../../ratelimit/evidence/others.ts';

const check: Check = {
  clause: 'LIM-01',
  requestGroups: () => [],
  judge: () => ({ kind: 'fail', checked: 1, findings: [{ operation: 'x', want: 'a', got: 'b' }], notes: [] }),
};

/** What comes of a finding where responses named so much quota left, one each 10 s; a text stands for another header. */
function found(left: readonly (number | string | undefined)[], { key = 'active', took = 5, quiet = false } = {}) {
  const recorder = new Recorder();
  for (const [i, value] of left.entries()) {
    const headers =
      value === undefined
        ? {}
        : typeof value === 'string'
          ? { ratelimit: value }
          : { 'x-ratelimit-remaining': String(value) };
    recorder.record({ ...sampleExchange('probe', i * 10_000, { body: {}, headers }, key), took });
  }
  const target = { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys: new Set(['active']) };
  const context: CheckContext = {
    ...{ contract: sampleContract(), recorder, depth: 'full', seed: 1 },
    target: { ...target, quiet },
  };
  const verdict = heedingOthers(check).judge(context);
  return verdict.kind === 'not-run' ? verdict.why : verdict.kind;
}

const by = (perMinute: number) => `another client of this provider uses about ${perMinute} a minute`;

test('a finding about the limit counts only where the quota fell by no more than our own requests', () => {
  expect(found([50, 49, 48, 47])).toBe('fail');
  expect(found([50, 49, 47, 46]), 'one more is chance').toBe('fail');
  expect(found([50, 48, 46])).toBe(by(2));
  expect(found([50, 45])).toBe(by(4));
  expect(found(['limit=50, remaining=50', 'limit=50, remaining=45'])).toBe(by(4));
  expect(found(['"default";r=50;t=30', '"default";r=45;t=30'])).toBe(by(4));
  // 12 requests of ours in 110 s, 22 of others.
  expect(found(Array.from({ length: 12 }, (_, i) => 50 - 3 * i))).toBe(by(12));
  expect(found([45, 50]), 'the quota came back').toBe('fail');
  expect(found([50, undefined, 40]), 'nothing is known of the one between').toBe('fail');
  expect(found([50, 40], { key: 'foreign' }), 'the quota of another provider').toBe('fail');
  expect(found([50, 40], { took: 20_000 }), 'both were on their way').toBe('fail');
  expect(found([50, 40], { quiet: true }), 'nobody else uses it').toBe('fail');
});
