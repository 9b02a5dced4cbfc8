import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { readHistory } from '../../../reports/changes/history.ts';
import { finish, places, withRun } from '../../../reports/finish.ts';
import { OWNER_ALONE, replaceFile } from '../../../reports/files.ts';
import { junit } from '../../../reports/formats/junit.ts';
import { fixtureHistory, fixtureRun } from './fixtures/run.ts';

/** Where the run of a test goes. */
function folder() {
  const reportDir = test.info().outputPath('out');
  return { reportDir, historyDir: join(reportDir, 'history'), knownFindings: join(reportDir, 'none.yaml') };
}

test('a run is compared with the history and added to it; a shard is neither', () => {
  const where = folder();
  const first = finish(fixtureRun(1), where);
  expect(first).toMatchObject({ exitCode: 1, messages: [], written: { unwritten: [], broken: [] } });
  expect(first.run.changes?.previous).toBeUndefined();
  const shard = finish({ ...fixtureRun(), shard: { index: 1, of: 2 } }, where);
  expect(shard.run).not.toHaveProperty('changes');
  expect(readHistory(where.historyDir).entries.map(({ id }) => id)).toEqual(['night-1']);
  const second = finish(fixtureRun(), where);
  expect(second.run.changes?.previous).toBeDefined();
  expect(readHistory(where.historyDir).entries.map(({ id }) => id)).toEqual(['night-1', 'night-0']);
  expect(readdirSync(where.reportDir)).toEqual(expect.arrayContaining(['run.json', 'junit.xml', 'report.html']));
});

test('a run that is written again stands once among the others, in its place', () => {
  const entries = fixtureHistory(3);
  const [oldest, middle, newest] = entries;
  expect(withRun(entries, middle!)).toEqual(entries);
  expect(withRun([middle!, newest!], oldest!)).toEqual(entries);
});

test('the history lies beside reports/out, and within any other folder', () => {
  const history = (MITP_REPORT_DIR: string) => places({ MITP_REPORT_DIR }).historyDir;
  expect(places({})).toMatchObject({ reportDir: 'reports/out', historyDir: 'reports/history' });
  expect(history(resolve('reports/out'))).toBe(resolve('reports/history'));
  expect(history('elsewhere/out')).toBe('elsewhere/out/history');
  expect(history('reports/mine')).toBe('reports/mine/history');
  expect(places({ MITP_HISTORY_DIR: 'kept' }).historyDir).toBe('kept');
});

test('a file for its owner alone is one, and an old one is replaced whole', () => {
  const file = test.info().outputPath('file');
  replaceFile(file, 'first', OWNER_ALONE);
  expect(statSync(file).mode & 0o777).toBe(OWNER_ALONE);
  replaceFile(file, 'second');
  expect(statSync(file).mode & 0o044).toBe(0o044);
});

test('JUnit shows how long a run took, and no time below none', () => {
  const took = (finishedAt: string) =>
    /<testsuites[^>]* time="([\d.-]+)"/.exec(
      junit({ ...fixtureRun(), startedAt: '2026-01-01T00:00:00.000Z', finishedAt }),
    )?.[1];
  expect(took('2026-01-01T00:00:00.400Z')).toBe('0.400');
  expect(took('2025-12-31T23:59:00.000Z')).toBe('0.000');
});
