import { expect, test } from '@playwright/test';
import { changesOf } from '../../../reports/changes/changes.ts';
import type { HistoryEntry } from '../../../reports/changes/history.ts';
import type { Grade } from '../../../reports/run.ts';

const LETTERS: Record<string, Grade> = { p: 'pass', w: 'warn', f: 'fail', n: 'not-run' };

/** Runs, one a day, of a single clause PAG-02: a letter for each verdict. */
function runs(letters: string, change: (day: number) => Partial<HistoryEntry> = () => ({})): HistoryEntry[] {
  return [...letters].map((letter, day) => {
    const grade = LETTERS[letter] ?? 'pass';
    const clauses = { pass: ['CON-01'], warn: [], fail: [], 'not-run': [], [grade]: ['PAG-02'] };
    return {
      ...{ schemaVersion: 1, id: `day-${day}`, finishedAt: at(day), target: 't', depth: 'full', strict: false },
      ...{
        contract: 'c1',
        exitCode: grade === 'fail' ? 1 : 0,
        totals: { pass: 1, warn: 0, fail: 0, notRun: 0 },
        clauses,
      },
      ...change(day),
    };
  });
}

function at(day: number): string {
  return new Date(Date.UTC(2026, 10, 1 + day, 2)).toISOString();
}

/** What the report says of the last of these runs. */
function told(entries: HistoryEntry[]) {
  const last = entries.at(-1);
  if (last === undefined) throw new Error('no runs');
  return changesOf(last, entries);
}

const CASES: [letters: string, change: object | undefined][] = [
  ['ppf', { kind: 'new', before: 'pass', since: at(2) }],
  ['pff', { kind: 'still', since: at(1) }],
  ['fff', { kind: 'still', since: at(0), orLonger: true }],
  ['pfnf', { kind: 'still', since: at(1) }],
  ['pfp', { kind: 'fixed', since: at(2) }],
  ['pfnp', { kind: 'fixed', since: at(3) }],
  ['pwf', { kind: 'worse', before: 'warn', since: at(2) }],
  ['pfw', { kind: 'still', since: at(1) }],
  ['pfn', { kind: 'unknown', since: at(1) }],
  ['pfnn', undefined],
  ['ppp', undefined],
  ['pnn', undefined],
  ['nnf', { kind: 'new', since: at(2) }],
];

for (const [letters, change] of CASES) {
  test(`After ${letters} the clause is told as ${JSON.stringify(change ?? 'unchanged')}`, () => {
    const found = told(runs(letters)).changes;
    expect(found).toEqual(change ? [expect.objectContaining({ clause: 'PAG-02', ...change })] : []);
    if (change && !('orLonger' in change)) expect(found[0]).not.toHaveProperty('orLonger');
  });
}

test('The first run has nothing to be compared with', () => {
  expect(told(runs('f'))).toEqual({ changes: [], flaky: [], news: false });
});

test('Runs of another target, depth or strictness are not compared with', () => {
  for (const other of [{ target: 'u' }, { depth: 'quick' }, { strict: true }]) {
    const entries = runs('ppf', (day) => (day < 2 ? other : {}));
    expect(told(entries).previous).toBeUndefined();
  }
});

test('Three changes of verdict with the same target and contract are flaky; a regression and its fix are not', () => {
  expect(told(runs('pfpf')).flaky).toEqual([{ clause: 'PAG-02', flips: 3, runs: 4 }]);
  expect(told(runs('pffp')).flaky).toEqual([]);
  expect(told(runs('pfpf', (day) => ({ contract: day < 2 ? 'c1' : 'c2' }))).flaky).toEqual([]);
  expect(told(runs('pfpf', (day) => ({ suite: `1.${day}.0` }))).flaky, 'other suites ask otherwise').toEqual([]);
  expect(told(runs(`pfpf${'p'.repeat(10)}`)).flaky, 'long ago').toEqual([]);
  expect(told(runs(`pfpf${'p'.repeat(9)}f`)).flaky, 'one flip in the last ten runs').toEqual([]);
  expect(told(runs('pfpffffff')).flaky, 'settled: broken it is').toEqual([]);
});

test('Another version of the target explains a change of verdict', () => {
  const deployed = (versions: string) => (day: number) => ({ targetVersion: versions[day] ?? '?' });
  expect(told(runs('pfpf', deployed('aaaa'))).flaky).toEqual([{ clause: 'PAG-02', flips: 3, runs: 4 }]);
  expect(told(runs('pfpf', deployed('abcd'))).flaky).toEqual([]);
});

test('A flaky clause is neither new nor fixed, and is no news', () => {
  expect(told(runs('pfpf'))).toMatchObject({ changes: [], news: false });
  expect(told(runs('pfpfp'))).toMatchObject({ changes: [], news: false });
  const unreachable = runs('pfpf', (day) => (day === 3 ? { exitCode: 2 } : {}));
  expect(told(unreachable).news, 'that nothing could be judged is news').toBe(true);
});

test('Of drift it is told since when it is seen, and what is new', () => {
  const seen = (days: readonly string[]) => (day: number) => {
    const drift = days[day];
    return drift === undefined ? {} : { drift: drift.split(' ').filter(Boolean) };
  };
  expect(told(runs('pppp', seen(['a', 'a', 'a b', 'a b']))).drift).toEqual([
    { since: at(0), isNew: false, orLonger: true },
    { since: at(2), isNew: false },
  ]);
  expect(told(runs('ppp', seen(['', '', 'a']))).drift).toEqual([{ since: at(2), isNew: true }]);
  expect(told(runs('pp')).drift, 'a record that does not say').toBeUndefined();
});

test('A broken clause is told with the number of runs that it has been broken for', () => {
  expect(told(runs('pffnf')).changes).toEqual([expect.objectContaining({ kind: 'still', runs: 3 })]);
});

test('There is news when something broke, was mended or stopped being tried, not when it is as it was', () => {
  expect(told(runs('pf')).news).toBe(true);
  expect(told(runs('fp')).news).toBe(true);
  expect(told(runs('ffn')).news).toBe(true);
  expect(told(runs('ff')).news).toBe(false);
  expect(told(runs('pp')).news).toBe(false);
});
