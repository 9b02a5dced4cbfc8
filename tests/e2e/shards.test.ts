import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { targetOf, withMock } from '../../cli/prove/target.ts';
import { mergeShards } from '../../reports/merge.ts';
import type { RunRecord } from '../../reports/run.ts';
import { judge } from '../../verifier/judge.ts';
import type { Shard } from '../../verifier/shards.ts';
import { CATALOGUE } from '../catalogue.ts';
import { mitp } from '../unit/cli/mitp.ts';

/** Judges a broken server of our own without its pages; each run has one of its own, as each process has. */
const record = (faults: readonly string[], shard?: Shard): Promise<RunRecord> =>
  withMock({ faults }, (mock) =>
    judge(targetOf(mock, false), { ...CATALOGUE, seed: 5, depth: 'standard', strict: true, ...(shard && { shard }) }),
  );
const verdicts = ({ clauses }: RunRecord) => clauses.map(({ id, verdict }) => `${id} ${verdict}`);
const those = (run: RunRecord, wanted: RegExp) => verdicts(run).filter((one) => wanted.test(one));

/** What one run says, and what three shards of it say together. */
async function both(faults: readonly string[]): Promise<[whole: RunRecord, merged: RunRecord]> {
  const shards = [];
  for (let index = 1; index <= 3; index += 1) shards.push(await record(faults, { index, of: 3 }));
  return [await record(faults), mergeShards(shards)];
}

test('three shards say of a conforming server what one run says, clause by clause', async () => {
  const [whole, merged] = await both([]);
  expect(verdicts(merged)).toEqual(verdicts(whole));
  expect(merged.errors).toEqual([]);
});

test('three shards find in a broken server what one run finds, and try as many clauses', async () => {
  const [whole, merged] = await both(['page-zero-based']);
  // Each shard may spend what a whole run may: of a clause it may try more, and find it broken where one run did not.
  expect(those(merged, /fail|warn/)).toEqual(expect.arrayContaining(those(whole, /fail|warn/)));
  expect(those(whole, /not-run/)).toEqual(expect.arrayContaining(those(merged, /not-run/)));
});

test('mitp prove splits a proof, and mitp report merge makes one of it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'mitp-shards-'));
  const faults = ['--fault', 'past-end-404', '--fault', 'page-zero-based'];
  try {
    for (const shard of ['1/2', '2/2']) {
      const { code, stderr } = await mitp([
        'prove',
        ...faults,
        '--shard',
        shard,
        '--report-dir',
        join(dir, shard[0] ?? ''),
      ]);
      expect(stderr).toContain('1 of 1 faults found on their clause');
      expect(code).toBe(0);
    }
    const { code, stderr } = await mitp(['report', 'merge', dir, '--report-dir', join(dir, 'all')]);
    expect(stderr).toContain('2 of 2 faults found on their clause');
    expect(code).toBe(0);
    expect(readFileSync(join(dir, 'all', 'prove.md'), 'utf8')).toContain('**PAG-06**');
    const half = await mitp(['report', 'merge', join(dir, '1'), '--report-dir', join(dir, 'half')]);
    expect(half.stderr).toContain('1 task left undone');
    expect(half.code).toBe(2);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
