import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Session, SUITES } from '../../verifier/session.ts';
import { mitp } from '../unit/cli/mitp.ts';
import { KEY, LeakyServer, PASSWORD, spelled } from '../unit/reports/leaky-server.ts';
import { leaks, textsBelow } from '../unit/reports/leaks.ts';
import { runSuites } from '../unit/reports/run-suites.ts';

const LEAK = spelled(KEY);

test('No key reaches a byte that a run writes, with every reporter, traces and screenshots on', async () => {
  const leaky = await LeakyServer.start();
  const session = Session.create({ suites: [...SUITES], depth: 'quick', seed: 1, strict: true });
  const env = { ...leaky.env, CI: '1', GITHUB_ACTIONS: 'true', MITP_JSON: '1' };
  const outcome = await runSuites('everything', ['all'], env, session.dir);
  await leaky.close();
  const { clauses } = outcome.run();
  const verdict = (id: string) => clauses.find((clause) => clause.id === id)?.verdict;
  // The server did tell keys, the portal did make and show one, and both secrets were typed in where they belong.
  expect(['CON-05', 'KEY-04', 'KEY-17'].map(verdict), outcome.stderr).toEqual(['fail', 'fail', 'fail']);
  expect(['KEY-01', 'KEY-03', 'DOC-03', 'LIM-01'].map(verdict), outcome.stderr).toEqual(Array(4).fill('pass'));
  expect(leaky.made.size).toBe(1);
  const written = textsBelow(session.dir);
  const names = written.map(([name]) => name).join('\n');
  for (const one of [
    '/html/index.html!embedded!',
    '/blob/',
    '/playwright.json',
    '/playwright.xml',
    '/exchanges.jsonl',
    '/history/',
  ]) {
    expect(names).toContain(one);
  }
  expect(names, 'no trace, no picture').not.toMatch(/trace\.zip|\.(png|jpeg|webm)/);
  const steps = written.filter(([name]) => name.includes('/html/index.html!')).map(([, text]) => text);
  expect(steps.join('\n'), 'steps are listed, what was typed in them is not').toContain('"Fill \\"\\""');
  const all = [...written, ['stdout', outcome.stdout], ['stderr', outcome.stderr]] as const;
  expect(leaks(all, [KEY, PASSWORD, ...leaky.made])).toEqual([]);
  session.remove();
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
