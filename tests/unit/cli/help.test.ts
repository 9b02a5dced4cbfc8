import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { asset } from '../../../spec/asset.ts';
import { mitp } from './mitp.ts';

const COMMANDS = ['verify', 'mock', 'proxy', 'portal', 'prove', 'spec', 'report'];

test('the help lists every command with a sentence, and each has a help of its own', async () => {
  const [all, one] = await Promise.all([mitp(['--help']), mitp(['help', 'report'])]);
  for (const name of COMMANDS) expect(all.stdout).toMatch(new RegExp(`^ {2}${name} .*[A-Z]\\w+ `, 'm'));
  expect(one.stdout).toContain('Usage: mitp report [options]');
  expect(one.stdout).toContain('--since <when>');
  expect([all.code, one.code]).toEqual([0, 0]);
});

test('a command that does not exist is exit code 2 with the nearest one; the version is the package’s', async () => {
  const [wrong, version] = await Promise.all([mitp(['verfy']), mitp(['--version'])]);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('Did you mean verify?');
  const own = JSON.parse(readFileSync(asset('package.json'), 'utf8')) as { version: string };
  expect(version.stdout.trim()).toBe(own.version);
});
