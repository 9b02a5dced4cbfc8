import { spawn } from 'node:child_process';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { asset } from '../../../spec/asset.ts';
import { addToHistory, historyEntry, readHistory, type HistoryEntry } from '../../../reports/changes/history.ts';
import { makeDirectory } from '../../../reports/files.ts';
import { fixtureHistory, fixtureRun } from './fixtures/run.ts';

test('What is kept of a run is read back as it was, the oldest first', () => {
  const directory = test.info().outputPath('history');
  const entries = fixtureHistory(5);
  for (const entry of [...entries].reverse()) addToHistory(directory, entry);
  expect(readHistory(directory)).toEqual({ entries, problems: [] });
  expect(JSON.stringify(entries[0]).length).toBeLessThan(2_500);
});

test('The same run written twice stands once', () => {
  const directory = test.info().outputPath('history');
  const entry = historyEntry(fixtureRun());
  addToHistory(directory, entry);
  addToHistory(directory, entry);
  expect(readHistory(directory).entries).toEqual([entry]);
});

test('Only the newest runs are kept', () => {
  const directory = test.info().outputPath('history');
  const entries = fixtureHistory(8);
  for (const entry of entries) addToHistory(directory, entry, { keep: 3 });
  expect(readHistory(directory).entries).toEqual(entries.slice(-3));
});

test('A damaged file is set aside with a message, and the others count', () => {
  const directory = test.info().outputPath('history');
  const entries = fixtureHistory(2);
  for (const entry of entries) addToHistory(directory, entry);
  const half = join(directory, '20261101T000000000Z-half.json');
  const alien = join(directory, '20261102T000000000Z-alien.json');
  writeFileSync(half, '{"schemaVersion":1,"id":"ha');
  writeFileSync(alien, '{"schemaVersion":1,"clauses":null}');
  const first = readHistory(directory);
  expect(first.entries).toEqual(entries);
  expect(first.problems).toEqual([
    `${half} is damaged and was set aside as 20261101T000000000Z-half.json.damaged`,
    `${alien} is damaged and was set aside as 20261102T000000000Z-alien.json.damaged`,
  ]);
  expect(readHistory(directory)).toEqual({ entries, problems: [] });
});

test('An entry whose time is no time, or that lacks a list of clauses, is damaged; only the last ten such files are kept', () => {
  const directory = test.info().outputPath('history');
  const [entry] = fixtureHistory(1);
  makeDirectory(directory);
  const odd = [
    { ...entry, finishedAt: 'soon' },
    { ...entry, clauses: { ...entry!.clauses, fail: 'none' } },
    { ...entry, schemaVersion: 2 },
  ];
  for (let n = 0; n < 12; n += 1)
    writeFileSync(join(directory, `202611${10 + n}T000000000Z-odd.json`), JSON.stringify(odd[n % odd.length]));
  expect(readHistory(directory).problems).toHaveLength(12);
  addToHistory(directory, entry!);
  const left = readdirSync(directory).filter((name) => name.endsWith('.damaged'));
  expect(left.sort()).toEqual(Array.from({ length: 10 }, (_, n) => `202611${12 + n}T000000000Z-odd.json.damaged`));
});

test('A live run keeps its evidence for learning, without what was never seen', () => {
  const run = { ...fixtureRun(), evidence: { target: 'sha256-1', statements: [], values: [] } };
  expect(historyEntry(run).learned).toEqual({ evidence: run.evidence, drift: run.drift });
  const never = { kind: 'never seen', operation: 'listUsers', pointer: '/a', count: 1 };
  expect(historyEntry({ ...run, drift: [never] }).learned).toEqual({ evidence: run.evidence });
  expect(historyEntry({ ...run, target: { ...run.target, embedded: true } }).learned).toBeUndefined();
});

test('What a writer that died left behind is cleaned away, what one is writing now is not', () => {
  const directory = test.info().outputPath('history');
  makeDirectory(directory);
  writeFileSync(join(directory, 'old.json.1.part'), '{');
  writeFileSync(join(directory, 'new.json.2.part'), '{');
  utimesSync(join(directory, 'old.json.1.part'), new Date(0), new Date(0));
  addToHistory(directory, historyEntry(fixtureRun()));
  expect(readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual(['new.json.2.part']);
});

test('Runs that write at once lose nothing', async () => {
  const directory = test.info().outputPath('history');
  const script = `
    import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))};
    register();
    const { addToHistory } = await import(${JSON.stringify(asset('reports/changes/history.ts'))});
    const entry = ${JSON.stringify(historyEntry(fixtureRun()))};
    for (let i = 0; i < 40; i++) addToHistory(process.argv[1], { ...entry, id: process.argv[2] + '-' + i });
  `;
  const write = (name: string) =>
    new Promise<number | null>((done) =>
      spawn(process.execPath, ['--input-type=module', '-e', script, directory, name], { stdio: 'inherit' }).on(
        'exit',
        done,
      ),
    );
  expect(await Promise.all([write('one'), write('two')])).toEqual([0, 0]);
  const ids = readHistory(directory).entries.map(({ id }: HistoryEntry) => id);
  expect(new Set(ids).size).toBe(80);
});
