import { expect, test } from '@playwright/test';
import { inferAlgorithm } from '../../ratelimit/evidence/algorithm.ts';
import { delayOf, sayDelay } from '../../ratelimit/evidence/delays.ts';
import { earlyRejection } from '../../ratelimit/evidence/early.ts';
import { measured } from '../../ratelimit/evidence/measured.ts';
import { refills, wrongPace } from '../../ratelimit/evidence/refill.ts';
import { disagree } from '../../ratelimit/evidence/sequence.ts';
import { tooMuchServed } from '../../ratelimit/evidence/stretches.ts';
import { ratelimitChecks } from '../../ratelimit/catalogue.ts';
import { STEP } from '../../ratelimit/scenarios/names.ts';
import { digest } from '../digest.ts';
import { drawn, drawnDelay, LIMIT, WINDOW_MS } from './drawn.ts';

const MEASUREMENTS = 110;

/** What is said of a measurement: by clause, and by the evidence that several of them share. */
function said(seed: number, isEven: boolean): string {
  const context = drawn(seed, isEven);
  const facts = measured(context);
  const verdicts = ratelimitChecks.map((check) => check.judge(context));
  const delays = [STEP.burst1, STEP.again, STEP.burst2, STEP.race].flatMap((step) => {
    const delay = delayOf(context.recorder, step, facts);
    return delay === undefined ? [] : [`${step} ${sayDelay(delay)}`];
  });
  const evidence = {
    ...{ inferred: inferAlgorithm(facts), pace: wrongPace(context.recorder, facts), disagree: disagree(facts) },
    ...{ refills: refills(context.recorder, facts), early: earlyRejection(facts), stretch: tooMuchServed(facts) },
  };
  const kinds = verdicts.map(({ kind }) => ({ pass: '.', fail: 'F', 'not-run': '-' })[kind]).join('');
  const parts = Object.values(evidence).map((one) => (one ? digest(one).slice(0, 4) : 'none'));
  return `${seed}: ${kinds} ${digest(verdicts)} ${evidence.inferred.algorithm} ${parts.join(' ')} ${delays.join('; ')}`;
}

test('what is said of drawn measurements, whose counts and times lie at the bounds, is as it was', () => {
  const lines = Array.from({ length: 2 * MEASUREMENTS }, (_, seed) => said(seed, seed % 2 === 1).trim());
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('drawn.txt');
});

test('what is said of drawn bursts that a target may have delayed is as it was', () => {
  const lines = Array.from({ length: 6 * MEASUREMENTS }, (_, seed) => {
    const delay = delayOf(drawnDelay(seed, seed % 2 === 1), STEP.burst1, { limit: LIMIT, windowMs: WINDOW_MS });
    return delay === undefined ? [] : [`${seed}: ${sayDelay(delay)}`];
  });
  expect(`${lines.flat().join('\n')}\n`).toMatchSnapshot('drawn-delays.txt');
});
