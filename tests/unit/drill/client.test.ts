import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { environmentOf, fill } from '../../../drill/environment.ts';
import { NotStarted, runClient } from '../../../drill/client.ts';

const node = (script: string) => [process.execPath, '-e', script];
const never = new AbortController().signal;
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('a client that does not end is ended, with what it started', async () => {
  const script = `
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
    console.log(child.pid);
    setInterval(() => 0, 1000);`;
  const ended = await runClient(node(script), process.env, 1, never);
  expect(ended).toMatchObject({ overdue: true, exitCode: null });
  await expect.poll(() => isAlive(Number(ended.stdout))).toBe(false);
});

test('what a client leaves behind does not hold the drill up, and ends', async () => {
  const script = `
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'inherit' });
    child.unref();
    console.log(child.pid);
    process.exit(3);`;
  const ended = await runClient(node(script), process.env, 30, never);
  expect(ended).toMatchObject({ overdue: false, exitCode: 3 });
  await expect.poll(() => isAlive(Number(ended.stdout))).toBe(false);
});

test('what left its group and its parent ends as well, where the system says what it was started with', async () => {
  test.skip(process.platform !== 'linux', 'only Linux shows the environment of a process');
  // setsid: a group of its own; its parent ends at once.
  const script = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { detached: true, stdio: 'ignore' });
    child.unref();
    console.log(child.pid);`;
  // Somebody else's process with the same variables is none of ours.
  const env = { ...process.env, MITP_BASE_URL: `http://127.0.0.1:1/${process.pid}` };
  const other = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { env });
  try {
    const ended = await runClient(node(script), env, 30, never);
    expect(ended.exitCode).toBe(0);
    await expect.poll(() => isAlive(Number(ended.stdout))).toBe(false);
    expect([other.exitCode, other.signalCode]).toEqual([null, null]);
  } finally {
    other.kill();
  }
});

test('a command that does not exist is told', async () => {
  await expect(runClient(['no-such-command-here'], process.env, 1, never)).rejects.toThrow(NotStarted);
  const folder = await mkdtemp(join(tmpdir(), 'mitp-client-'));
  const script = join(folder, 'client.sh');
  await writeFile(script, 'exit 0\n', { mode: 0o644 });
  await expect(runClient([script], process.env, 1, never)).rejects.toThrow(/is not executable.*chmod/);
  await rm(folder, { recursive: true });
});

test('a client gets the address and key under its own names, and nothing of the caller', () => {
  const address = {
    origin: 'http://127.0.0.1:5',
    baseUrl: 'http://127.0.0.1:5/public-api/v1',
    key: 'k',
    result: '/r',
    folder: '/f',
  };
  const env = environmentOf({ MITP_API_KEY: 'real', MITP_PORTAL_URL: 'x', HOME: '/h' }, address, {
    APP_URL: '{origin}',
    APP: '{"url":"{baseUrl}"}',
  });
  expect(env).toMatchObject({
    HOME: '/h',
    MITP_API_KEY: 'k',
    APP_URL: 'http://127.0.0.1:5',
    NO_PROXY: '127.0.0.1,localhost',
  });
  expect(env).not.toHaveProperty('MITP_PORTAL_URL');
  expect(env['APP']).toBe('{"url":"http://127.0.0.1:5/public-api/v1"}');
  expect(() => fill('{token}', address)).toThrow('there is no {token}');
});
