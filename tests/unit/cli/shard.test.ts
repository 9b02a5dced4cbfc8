import { expect, test } from '@playwright/test';
import { mergeProofs } from '../../../cli/prove/merge.ts';
import { conformingTasks, faultTasks, nameOf, shareOf, weightOf } from '../../../cli/prove/plan.ts';
import type { Proof } from '../../../cli/prove/report.ts';
import { aborted, type ConformingResult, type FaultResult } from '../../../cli/prove/result.ts';
import { shardOf } from '../../../cli/shard.ts';
import { GROUPS } from '../../../spec/clauses.ts';
import { groupsOf } from '../../../verifier/shards.ts';
import { SUITES } from '../../../verifier/suites.ts';
import { complaint, mitp } from './mitp.ts';
import { SLOW } from '../slow.ts';

test('each group of clauses is the share of one shard, however many there are', () => {
  for (let of = 1; of <= GROUPS.length; of += 1) {
    const shares = Array.from({ length: of }, (_, at) => groupsOf({ index: at + 1, of }, SUITES));
    expect(shares.flat().sort()).toEqual([...GROUPS].sort());
    for (const share of shares) expect(share.length).toBeGreaterThan(0);
  }
  expect(groupsOf({ index: 1, of: 1 }, ['ratelimit'])).toEqual(['LIM']);
});

test('a live target is not split, and says why; nor are more shards made than there is work', SLOW, async () => {
  const env = { MITP_BASE_URL: 'http://127.0.0.1:9/public-api/v1', MITP_API_KEY: 'x'.repeat(40) };
  const [live, several, many, empty] = await Promise.all([
    mitp(['verify', '--shard', '1/2'], env),
    mitp(['verify', '--shard', '1/2', '--targets', 'x.yaml']),
    mitp(['verify', '--embedded', '--suite', 'ratelimit', '--shard', '1/2']),
    mitp(['prove', '--fault', 'past-end-404', '--shard', '2/2']),
  ]);
  expect(complaint(live)).toContain('Against a live target the plan stays one process');
  expect(complaint(several)).toContain('Against a live target the plan stays one process');
  expect(complaint(many)).toContain('these suites make 1 shard at most');
  expect(complaint(empty)).toContain('there is 1 task, and no work for more shards');
  expect(shardOf('2/3')).toEqual({ index: 2, of: 3 });
  for (const wrong of ['0/2', '3/2', '1', 'a/b', '1/0'])
    expect(() => shardOf(wrong)).toThrow('Give a share such as 1/3');
});

const whole = [...conformingTasks(3), ...faultTasks(3, {})];
const proofOf = (index: number, of: number): Proof => {
  const done = shareOf(whole, { index, of }).map((task) => aborted(task, new Error('none')));
  return {
    ...{ seed: 3, undone: 0, startedAt: `2026-11-0${index}T00:00:00Z`, seconds: index * 10 },
    shard: { index, of, tasks: whole.map(nameOf) },
    faults: done.filter((result): result is FaultResult => result.task.kind === 'fault'),
    conforming: done.filter((result): result is ConformingResult => result.task.kind === 'conforming'),
  };
};

test('a proof is split into shares of about the same work, and merged in the order of the whole', () => {
  const proofs = [2, 3, 1].map((index) => proofOf(index, 3));
  const work = proofs.map(({ faults, conforming }) =>
    [...faults, ...conforming].reduce((sum, { task }) => sum + weightOf(task), 0),
  );
  expect(Math.max(...work) / Math.min(...work)).toBeLessThan(1.1);
  const merged = mergeProofs(proofs);
  expect([...merged.conforming, ...merged.faults].map(({ task }) => task)).toEqual(whole);
  expect(merged).toMatchObject({ undone: 0, seconds: 30, startedAt: '2026-11-01T00:00:00Z' });
});

test('a missing share of a proof is left undone; a share that is given twice or is of another proof is a mistake', () => {
  const [one, two] = [proofOf(1, 3), proofOf(2, 3)];
  expect(mergeProofs([one, two]).undone).toBe(proofOf(3, 3).faults.length + proofOf(3, 3).conforming.length);
  expect(() => mergeProofs([one, one])).toThrow('given twice');
  expect(() => mergeProofs([one, { ...two, seed: 4 }])).toThrow('not shares of one proof');
  expect(() => mergeProofs([{ ...one, shard: undefined } as unknown as Proof])).toThrow('were not split');
});
