import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { clauses } from '../../../spec/clauses.ts';
import { asset } from '../../../spec/asset.ts';
import { CATALOGUE } from '../../catalogue.ts';
import type { Check } from '../../../verifier/check.ts';
import { trySample, type Samples } from '../../../verifier/samples/sample.ts';
import type { Finding } from '../../../verifier/verdict.ts';
import { branchesIn, isMadeBy } from './branches.ts';
import { snapshotOf } from './check-snapshot.ts';
import { noting } from './noted-groups.ts';
import { SUITES } from '../../../verifier/suites.ts';

interface CheckModule {
  samples?: Samples;
  [name: string]: unknown;
}

const files = SUITES.flatMap((suite) =>
  readdirSync(asset(`tests/${suite}/checks`))
    .filter((file) => /^[a-z]+-\d\d\.ts$/.test(file))
    .map((file) => ({ suite, file, id: file.slice(0, -3).toUpperCase() })),
);

test('catalogue, clauses and folders name the same checks', () => {
  const known = new Set<string>(clauses().map(({ id }) => id));
  for (const suite of SUITES) {
    const catalogued = CATALOGUE.checks[suite].map((check) => check.clause).sort();
    expect(catalogued).toEqual(
      files
        .filter((one) => one.suite === suite)
        .map(({ id }) => id)
        .sort(),
    );
    expect(catalogued.filter((id) => !known.has(id))).toEqual([]);
    expect(new Set(catalogued).size).toBe(catalogued.length);
  }
});

/** Clauses that are tried on operations; SEC-05 is tried on the whole server. */
const BY_OPERATION = /^(CON|PAG|FIL|SRT|REL|AUTH|SEC-0[1-4])/;

/** Branches that only a list that is not known whole, and a limiter over several bursts, come to. */
const UNREACHED: Readonly<Record<string, number>> = { 'FIL-03': 1, 'LIM-08': 1 };

for (const { suite, file, id } of files) {
  test(`${id} passes its good sample and rejects its bad ones`, async () => {
    const module = (await import(asset(`tests/${suite}/checks/${file}`))) as CheckModule;
    const { check, told } = noting(CATALOGUE.checks[suite].find(({ clause }) => clause === id) as Check);
    const { samples } = module;
    if (!samples) throw new Error(`${file} exports no samples: a check that cannot fail is a defect`);
    const good = trySample(check, samples.passes);
    const passed = good.verdict;
    expect(passed).toMatchObject({ kind: 'pass' });
    if (passed.kind === 'pass' && BY_OPERATION.test(id)) {
      const tried = Object.values(passed.operations ?? {});
      expect(
        tried.reduce((sum, n) => sum + n, 0),
        'tries by operation, as the report shows coverage',
      ).toBe(passed.checked);
    }
    expect(samples.rejects.length).toBeGreaterThan(0);
    const findings: Finding[] = [];
    const bad = samples.rejects.map((sample) => trySample(check, sample));
    for (const [at, { verdict: rejected }] of bad.entries()) {
      expect(rejected, `samples.rejects[${at}]`).toMatchObject({ kind: 'fail' });
      if (rejected.kind !== 'fail') continue;
      expect(rejected.findings[0]).toMatchObject({ want: expect.any(String), got: expect.any(String) });
      findings.push(...rejected.findings);
    }
    const unreached = branchesIn(asset(`tests/${suite}/checks/${file}`)).filter(
      (branch) => !findings.some((finding) => isMadeBy(branch, finding)),
    );
    expect(unreached.map(({ line, got }) => `${file}:${line} got ${got.source}`)).toHaveLength(UNREACHED[id] ?? 0);
    expect(`${snapshotOf(good, bad, told()).join('\n')}\n`).toMatchSnapshot(`${id}.txt`);
  });
}
