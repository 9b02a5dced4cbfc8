import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { foundIn } from '../../../cli/found-records.ts';
import { mergeShards } from '../../../reports/merge.ts';
import type { ClauseRecord, RunRecord } from '../../../reports/run.ts';
import { totals } from '../../../reports/totals.ts';
import { IN_ANOTHER_SHARD } from '../../../verifier/shards.ts';
import { complaint, mitp } from '../cli/mitp.ts';
import { fixtureRun } from './fixtures/run.ts';
import { SLOW } from '../slow.ts';

/** A shard of the fixture's run: clauses of these groups as they are, the others left to another. */
function shard(index: number, of: number, groups: readonly string[], change: Partial<RunRecord> = {}): RunRecord {
  const run = fixtureRun();
  const clauses = run.clauses.map((clause): ClauseRecord => {
    if (groups.some((group) => clause.id.startsWith(group))) return clause;
    return { ...clause, verdict: 'not-run', reason: IN_ANOTHER_SHARD, checked: 0, findings: [] };
  });
  return {
    ...run,
    id: `shard-${index}`,
    target: { ...run.target, embedded: true },
    shard: { index, of },
    clauses,
    totals: totals(clauses),
    ...change,
  };
}

const GROUPS = [
  ['KEY', 'LIM', 'DOC'],
  ['CON', 'PAG', 'FIL', 'SRT'],
  ['REL', 'AUTH', 'SEC'],
] as const;
const all = () => GROUPS.map((groups, at) => shard(at + 1, 3, groups));
const verdicts = ({ clauses }: RunRecord) => Object.fromEntries(clauses.map(({ id, verdict }) => [id, verdict]));

function folders(runs: Readonly<Record<string, RunRecord>>): string {
  const top = test.info().outputPath('runs');
  for (const [name, run] of Object.entries(runs)) {
    mkdirSync(join(top, name), { recursive: true });
    writeFileSync(join(top, name, 'run.json'), JSON.stringify(run));
  }
  return top;
}

test('the shards of a run make one record: each clause as the shard that saw most of it says', () => {
  const merged = mergeShards(all().reverse());
  expect(verdicts(merged)).toEqual(verdicts(fixtureRun()));
  expect(merged.totals).toEqual(fixtureRun().totals);
  expect(merged).toMatchObject({ errors: [], requests: { sent: 3 * 341, windows: 18 } });
  expect(merged.shard).toBeUndefined();
  // An exchange belongs to one shard, and is found by its number.
  const { findings = [] } = merged.clauses.find(({ id }) => id === 'PAG-02') ?? {};
  expect(findings.map(({ exchange = 0 }) => merged.exchanges?.[exchange]?.url)).toEqual([
    expect.stringContaining('page=4&pageSize=7'),
    expect.stringContaining('page=2&pageSize=7'),
  ]);
});

test('what another shard saw broken is broken, with what both found; what nobody saw is not-run for the reason of its own shard', () => {
  const runs = all();
  const of = (at: number, id: string) => runs[at]?.clauses.find((one) => one.id === id) as ClauseRecord;
  const seen = { operation: 'listUsers', want: 'no key', got: 'a key' };
  Object.assign(of(1, 'SEC-01'), { verdict: 'fail', findings: [seen] });
  Object.assign(of(0, 'LIM-05'), { reason: 'MITP_FOREIGN_API_KEY is not set' });
  const { clauses } = mergeShards(runs);
  expect(clauses.find(({ id }) => id === 'SEC-01')).toMatchObject({ verdict: 'fail', findings: [seen] });
  expect(clauses.find(({ id }) => id === 'LIM-05')?.reason).toBe('MITP_FOREIGN_API_KEY is not set');
});

test('a missing shard makes the run inconclusive; one that is given twice or is of another run is a mistake', () => {
  const [one, two, three] = all() as [RunRecord, RunRecord, RunRecord];
  expect(mergeShards([one, three]).errors).toEqual(['shard 2 of 3 is missing']);
  expect(() => mergeShards([one, two, two])).toThrow('shard 2 of 3 is given twice');
  expect(() => mergeShards([one, two, { ...three, seed: 2 }])).toThrow('seed differs');
  expect(() => mergeShards([one, two, { ...three, shard: { index: 3, of: 4 } }])).toThrow('number differs');
  const { target, clauses, shard: _, ...facts } = three;
  expect(() => mergeShards([one, two, { ...three, target: { ...target, limit: 10 } }])).toThrow('limit differs');
  expect(() => mergeShards([one, two, { ...three, clauses: clauses.slice(1) }])).toThrow('list of clauses differs');
  expect(() => mergeShards([{ ...facts, target, clauses }])).toThrow('this run was not split');
});

test('a field that one shard saw with a value was seen; other deviations of all shards are kept', () => {
  const drift = (kind: string, pointer: string, count: number) => ({ kind, operation: 'listClients', pointer, count });
  const [never, added] = ['never seen', 'new member'];
  const merged = mergeShards([
    shard(1, 2, ['PAG'], { drift: [drift(never, '/a', 3), drift(never, '/b', 3), drift(added, '/c', 2)] }),
    shard(2, 2, ['FIL'], { drift: [drift(never, '/b', 3), drift(added, '/c', 5)] }),
  ]);
  expect(merged.drift).toEqual([drift(never, '/b', 6), drift(added, '/c', 7)]);
});

test('a merged run begins with its first shard and ends with its last; what one shard alone saw is kept', () => {
  const at = (minute: number) => `2026-11-23T02:0${minute}:00.000Z`;
  const one = shard(1, 3, ['PAG'], { startedAt: at(2), finishedAt: at(4), rejection: [{ act: 'revoke', ms: 7 }] });
  const two = shard(2, 3, ['FIL'], { startedAt: at(1), finishedAt: at(5), rejection: [], movedLists: ['listUsers'] });
  const three = shard(3, 3, ['SRT'], { startedAt: at(3), finishedAt: at(3), rejection: [] });
  expect(mergeShards([three, two, one])).toMatchObject({
    ...{ id: 'shard-1-merged', startedAt: at(1), finishedAt: at(5), movedLists: ['listUsers'] },
    rejection: [{ act: 'revoke', ms: 7 }],
  });
});

test('a field whose values two shards saw has the rows and the formats of both', () => {
  const seen = (rows: number, formats: string[]) => [
    {
      ...{ operation: 'listUsers', pointer: '/items/*/email', rows, present: rows - 1, nulls: rows - 2 },
      formats: formats.map((format) => ({ format, count: rows, example: format })),
    },
  ];
  const coverage = (missing: string[]) => [{ kind: 'filter', tried: 3 - missing.length, documented: 3, missing }];
  const merged = mergeShards([
    shard(1, 2, ['PAG'], { members: seen(5, ['email']), fieldCoverage: coverage(['a', 'b']) }),
    shard(2, 2, ['FIL'], { members: seen(7, ['email', 'empty']), fieldCoverage: coverage(['b', 'c']) }),
  ]);
  expect(merged.members).toEqual([
    {
      ...{ operation: 'listUsers', pointer: '/items/*/email', rows: 12, present: 10, nulls: 8 },
      formats: [
        { format: 'email', count: 12, example: 'email' },
        { format: 'empty', count: 7, example: 'empty' },
      ],
    },
  ]);
  expect(merged.fieldCoverage).toEqual([{ kind: 'filter', tried: 2, documented: 3, missing: ['b'] }]);
});

test('runs that were split by suite are merged, too', () => {
  const [one, two] = [shard(1, 2, ['LIM']), shard(2, 2, ['CON', 'PAG'])].map(({ shard: _, ...run }, at) => ({
    ...run,
    invocation: { call: 'mitp', suites: [['ratelimit'], ['contract']][at] as string[] },
  })) as [RunRecord, RunRecord];
  expect(mergeShards([one, two]).invocation?.suites).toEqual(['ratelimit', 'contract']);
  expect(() => mergeShards([one, one])).toThrow('the suite ratelimit was judged twice');
});

test('mitp report merge writes one report of all shards, and ends as the whole run would', async () => {
  const out = test.info().outputPath('out');
  const top = folders(Object.fromEntries(all().map((run) => [run.id, run])));
  const { code, stderr, stdout } = await mitp(['report', 'merge', top, '--report-dir', out, '--json']);
  expect(stderr).toMatch(/Report: .*out\/report\.html/);
  expect(code).toBe(1);
  expect(verdicts(JSON.parse(stdout) as RunRecord)).toEqual(verdicts(fixtureRun()));
  // What an earlier merge left among the shards is none of them.
  folders({ merged: mergeShards(all()) });
  expect(foundIn([top], join(top, 'merged')).runs.map(({ run }) => run.id)).toEqual(all().map(({ id }) => id));
});

test('runs of several targets make one page: a row for each, and what is broken where', async () => {
  const top = folders({ staging: fixtureRun(), preview: { ...fixtureRun(1), errors: ['the run stopped'] } });
  const { code, stderr } = await mitp(['report', 'merge', top, '--report-dir', top]);
  expect(code).toBe(1);
  expect(stderr).toContain('| [staging](staging/summary.md) | broken |');
  expect(stderr).toMatch(/^\| PAG-02 \| pass \| fail \| /m);
  expect(stderr).toContain('Report: ');
});

test('what cannot be merged is one line with the reason', SLOW, async () => {
  const said = async (...args: string[]) => complaint(await mitp(['report', 'merge', ...args]));
  const top = folders({ a: fixtureRun(), b: { ...fixtureRun(1), target: { ...fixtureRun().target, embedded: true } } });
  expect(await said('nowhere')).toBe('mitp: there is no nowhere.');
  expect(await said(test.info().outputDir)).toContain('there is no run.json or prove.json in');
  expect(await said(top)).toContain('of the embedded mock and of live targets');
  expect(await said(join(top, 'a'), join(top, 'a', 'run.json'))).toContain('is given twice');
  expect(await said(join(top, 'a'), '--json')).toContain('--json prints one record');
  const { requests: _, ...cut } = fixtureRun();
  const foreign = [
    [],
    { clauses: [] },
    { ...fixtureRun(), schemaVersion: 2 },
    cut,
    { faults: [], shard: { index: 1 } },
  ];
  for (const record of foreign) {
    writeFileSync(join(top, 'a', 'run.json'), JSON.stringify(record));
    expect(() => foundIn([top], '')).toThrow('is no record of a run or a proof');
  }
});
