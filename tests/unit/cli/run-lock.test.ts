import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { acquireRunLock } from '../../../cli/run-lock.ts';

const TARGET = 'http://claimed.example/public-api/v1';
/** A key of one test alone, so that its file is told from others'. */
const newKey = () => `claim-${process.pid}-${Math.random()}`;
const files = () => readdirSync(tmpdir()).filter((name) => name.startsWith('mitp-verify-'));

test('a key at a target is claimed once at a time, and other keys are free', () => {
  const own = newKey();
  const giveBack = acquireRunLock(TARGET, own);
  expect(() => acquireRunLock(TARGET, own)).toThrow(`another run (process ${process.pid}) is judging ${TARGET}`);
  acquireRunLock(TARGET, newKey())();
  giveBack();
  acquireRunLock(TARGET, own)();
});

test('what a killed run or a full disk left behind claims nothing, and no file tells the key', () => {
  const own = newKey();
  const before = new Set(files());
  const giveBack = acquireRunLock(TARGET, own);
  const [file = ''] = files().filter((name) => !before.has(name));
  const path = join(tmpdir(), file);
  expect(file).not.toContain(own);
  expect(statSync(path).mode & 0o077).toBe(0);
  for (const left of ['', 'no number', '-1', String(2 ** 22 + 1)]) {
    writeFileSync(path, left);
    acquireRunLock(TARGET, own);
  }
  giveBack();
});
