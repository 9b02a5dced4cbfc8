import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import type { RunRecord } from '../../reports/run.ts';
import { asset } from '../../spec/asset.ts';
import { mitp } from '../unit/cli/mitp.ts';
import { KEY, LeakyServer, PASSWORD, spelled } from '../unit/reports/leaky-server.ts';
import { leaks, textsBelow } from '../unit/reports/leaks.ts';

const LEAK = spelled(KEY);

test('No key reaches a byte that a run writes: its record, its reports, its history and the terminal', async () => {
  const leaky = await LeakyServer.start();
  const cwd = test.info().outputPath();
  const env = { ...leaky.env, CI: '1', GITHUB_ACTIONS: 'true' };
  const { stdout, stderr } = await mitp(['verify', '--depth', 'quick', '--strict', '--json'], env, cwd);
  await leaky.close();
  const { clauses } = JSON.parse(stdout) as RunRecord;
  const verdict = (id: string) => clauses.find((clause) => clause.id === id)?.verdict;
  // The server did tell keys, the portal did generate and show one, and both secrets were typed in where they belong.
  expect(['CON-05', 'KEY-04', 'KEY-17'].map(verdict), stderr).toEqual(['fail', 'fail', 'fail']);
  expect(['KEY-01', 'KEY-03', 'DOC-03', 'LIM-01'].map(verdict), stderr).toEqual(Array(4).fill('pass'));
  expect(leaky.made.size).toBe(1);
  const written = textsBelow(cwd);
  expect(written.map(([name]) => name).join('\n')).toContain('/history/');
  const all = [...written, ['stdout', stdout], ['stderr', stderr]] as const;
  expect(leaks(all, [KEY, PASSWORD, ...leaky.made])).toEqual([]);
});

test('No key reaches a byte that the test runner writes, with every reporter, traces and screenshots on', async () => {
  const leaky = await LeakyServer.start();
  const out = test.info().outputPath();
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const config = asset('tests/unit/reports/fixtures/everything/playwright.config.ts');
  const args = [cli, 'test', '-c', config, '--project=all', '--grep', '^(KEY-|CON-0)'];
  const clean = Object.entries(process.env).filter(([name]) => !/^(MITP_|PW_|TEST_WORKER|FORCE_COLOR)/.test(name));
  const child = spawn(process.execPath, args, {
    env: { ...Object.fromEntries(clean), ...leaky.env, CI: '1', GITHUB_ACTIONS: 'true', MITP_REPORT_DIR: out },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  await leaky.close();
  expect(code, stdout + stderr).toBe(1);
  const written = textsBelow(out);
  const names = written.map(([name]) => name).join('\n');
  for (const one of ['/html/index.html!embedded!', '/blob/', '/playwright.json', '/playwright.xml']) {
    expect(names).toContain(one);
  }
  expect(names, 'no trace, no picture').not.toMatch(/trace\.zip|\.(png|jpeg|webm)/);
  const all = [...written, ['stdout', stdout], ['stderr', stderr]] as const;
  expect(leaks(all, [KEY, PASSWORD, ...leaky.made])).toEqual([]);
});

test('Logs of Node and of the test runner that are switched on from outside are not heeded', async () => {
  const server = createServer((_, response) => {
    response.writeHead(401, { 'x-expected': encodeURIComponent(KEY), location: `/?${KEY}` }).end(LEAK);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const cwd = test.info().outputPath();
  const env = {
    ...{ MITP_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/public-api/v1`, MITP_API_KEY: KEY },
    ...{ NODE_DEBUG: 'http,net', DEBUG: '*', DEBUG_FILE: join(cwd, 'debug.log'), PWDEBUG: 'console' },
  };
  const { code, stdout, stderr } = await mitp(['verify', '--depth', 'quick', '--json'], env, cwd);
  server.close();
  expect(code, stderr).toBe(2);
  expect(stderr).toContain('mitp: ignoring NODE_DEBUG, DEBUG, DEBUG_FILE, PWDEBUG: such a log would show keys.');
  const written = textsBelow(cwd);
  expect(written.map(([name]) => name)).toContain(join(cwd, 'reports', 'out', 'run.json'));
  expect(leaks([...written, ['stdout', stdout], ['stderr', stderr]], [KEY])).toEqual([]);
});
