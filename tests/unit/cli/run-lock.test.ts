import { mkdirSync, readdirSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { acquireRunLock } from '../../../cli/run-lock.ts';
import { complaint, mitp } from './mitp.ts';

const TARGET = 'http://claimed.example/public-api/v1';
/** A key of one test alone, so that its file is told from others'. */
const newKey = () => `claim-${process.pid}-${Math.random()}`;
const files = () => readdirSync(tmpdir()).filter((name) => name.startsWith('mitp-verify-'));

test('a key at a target is claimed once at a time, and other keys are free', () => {
  const own = newKey();
  const release = acquireRunLock(TARGET, own);
  expect(() => acquireRunLock(TARGET, own)).toThrow(`another run (process ${process.pid}) is judging ${TARGET}`);
  acquireRunLock(TARGET, newKey())();
  release();
  acquireRunLock(TARGET, own)();
});

test('what a killed run or a full disk left behind claims nothing, and no file tells the key', () => {
  const own = newKey();
  const before = new Set(files());
  const release = acquireRunLock(TARGET, own);
  const [file = ''] = files().filter((name) => !before.has(name));
  const path = join(tmpdir(), file);
  expect(file).not.toContain(own);
  expect(statSync(path).mode & 0o077).toBe(0);
  // The last is this process by its pid and another by its start, as in a container that was started again.
  const again = JSON.stringify({ pid: process.pid, started: 'another boot 1' });
  const lefts = ['', 'no number', '-1', String(2 ** 22 + 1), ...(process.platform === 'linux' ? [again] : [])];
  for (const left of lefts) {
    writeFileSync(path, left);
    acquireRunLock(TARGET, own);
  }
  release();
});

test('a lock that cannot be written, and a folder that takes no reports, end the run with 2 before anything is sent', async () => {
  const own = newKey();
  const before = new Set(files());
  const release = acquireRunLock(TARGET, own);
  const [file = ''] = files().filter((name) => !before.has(name));
  release();
  mkdirSync(join(tmpdir(), file));
  expect(() => acquireRunLock(TARGET, own)).toThrow(
    /the run lock .+ cannot be written: E.+ Delete it, or name another/,
  );
  rmdirSync(join(tmpdir(), file));
  const taken = test.info().outputPath('taken');
  writeFileSync(taken, '');
  const env = { MITP_BASE_URL: 'http://127.0.0.1:9/public-api/v1', MITP_API_KEY: own };
  const [noReports, noTemp] = await Promise.all([
    mitp(['verify', '--report-dir', join(taken, 'out')], env),
    mitp(['verify'], { ...env, TMPDIR: join(taken, 'tmp') }),
  ]);
  expect(complaint(noReports)).toContain('the reports cannot be written to');
  expect(complaint(noTemp)).toContain('the temporary folder cannot be used');
});
