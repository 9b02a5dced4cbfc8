import { expect, test } from '@playwright/test';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { inferAlgorithm } from '../../ratelimit/evidence/algorithm.ts';
import { measured } from '../../ratelimit/evidence/measured.ts';
import { ratelimitChecks } from '../../ratelimit/catalogue.ts';
import { measureLimit } from '../../ratelimit/scenarios/measure.ts';
import { digest } from '../digest.ts';
import { DEFECTS, FOUR, TOLERATED } from './defects.ts';
import type { Driven } from './drive.ts';
import { simulate } from './simulated.ts';

function requestsOf({ recorder }: CheckContext): string {
  const all = recorder.all();
  const sent = all.map(({ scenario, request, sentAt }) => [scenario, request.target, request.headers, sentAt]);
  const minutes = ((all.at(-1)?.sentAt ?? 0) - (all[0]?.sentAt ?? 0)) / 60_000;
  return `${all.length} requests in ${minutes.toFixed(2)} min (${digest(sent)})`;
}

/** What a measurement of the limit sends and what the checks say of it. */
async function measurement(what: string, { target, context }: Driven): Promise<string> {
  await measureLimit(target);
  const verdicts = ratelimitChecks.map((check) => ({ id: check.clause, verdict: check.judge(context) }));
  const passes = verdicts.flatMap(({ id, verdict }) => (verdict.kind === 'pass' ? [`${id} ${verdict.checked}`] : []));
  const others = verdicts.flatMap(({ id, verdict }) => {
    if (verdict.kind === 'pass') return verdict.notes.map((note) => `  ${id} notes ${note}`);
    if (verdict.kind === 'not-run') return [`  ${id} not-run: ${verdict.why}`];
    return verdict.findings.map(({ operation, want, got, tolerated }) =>
      [`  ${id} ${operation}: want ${want}, got ${got}`, tolerated ? ' (tolerated)' : ''].join(''),
    );
  });
  const { algorithm, confidence, why } = inferAlgorithm(measured(context));
  return [
    `${what}: ${requestsOf(context)}`,
    `  ${algorithm}, ${confidence}: ${why}`,
    `  passes ${passes.join(', ')}`,
    ...others,
    '',
  ].join('\n');
}

async function same(name: string, measurements: readonly Promise<string>[]): Promise<void> {
  const texts = await Promise.all(measurements);
  expect(texts.join('\n')).toMatchSnapshot(`${name}.txt`);
}

test('what is measured of conforming limiters, and what is said of it, is as it was', () =>
  same(
    'conforming-limiters',
    [...FOUR, ...TOLERATED].flatMap((kind) => [
      measurement(`${kind}`, simulate({ kind, seed: 1, latencyMs: 80, stalls: 0 })),
      measurement(`${kind}, full, stalls`, simulate({ kind, seed: 5, latencyMs: 250, stalls: 0.02 }, 'full')),
      measurement(`${kind}, quick`, simulate({ kind, seed: 2, latencyMs: 20, stalls: 0 }, 'quick')),
      measurement(
        `${kind}, beside somebody else`,
        simulate({
          ...{ kind, seed: 3, latencyMs: 60, stalls: 0 },
          neighbour: { requests: 3, everyMs: 20_000, at: 5_000 },
        }),
      ),
    ]),
  ));

test('what is measured of limiters with a defect, and what is said of it, is as it was', () =>
  same(
    'broken-limiters',
    DEFECTS.flatMap(({ what, dataset, kinds = FOUR }, at) =>
      [...new Set([kinds[0]!, kinds[at % kinds.length]!])].map((kind) =>
        measurement(`${what}, ${kind}`, simulate({ kind, seed: at + 1, latencyMs: 80, stalls: 0, ...dataset })),
      ),
    ),
  ));
