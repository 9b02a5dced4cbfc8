import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Run } from '../../harness/run.ts';
import { UserError } from '../../harness/user-error.ts';
import { mitp } from '../cli/mitp.ts';
import { runSuites, said } from './run-suites.ts';

const KEY = 'k3y+Planted/"0f\\the&test%e==';

/** Every way in which the key may be written; base64 in the middle of a longer text at each offset. */
const FORMS = [
  KEY,
  encodeURIComponent(KEY),
  JSON.stringify(KEY).slice(1, -1),
  JSON.stringify(JSON.stringify(KEY)).slice(3, -3),
  KEY.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  ...['', 'u', 'u:'].map((before) => Buffer.from(`${before}${KEY}`).toString('base64').slice(4, 36)),
];
const LEAK = `raw ${KEY} url ${encodeURIComponent(KEY)} json ${JSON.stringify(KEY)} basic ${Buffer.from(`u:${KEY}`).toString('base64')}`;

/** Every byte below a folder, as text, by file. */
function bytesBelow(folder: string): [name: string, text: string][] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.map((file) => [
    join(file.parentPath, file.name),
    readFileSync(join(file.parentPath, file.name), 'latin1'),
  ]);
}

function leaks(texts: readonly (readonly [name: string, text: string])[]): string[] {
  return texts.flatMap(([name, text]) =>
    FORMS.filter((form) => text.includes(form)).map(
      (form) => `${name}: ...${text.slice(Math.max(0, text.indexOf(form) - 80), text.indexOf(form) + 60)}`,
    ),
  );
}

test('No key that a suite lets slip reaches a report, the history or the terminal', async () => {
  const finding = { operation: LEAK, want: LEAK, got: LEAK, pointer: LEAK, reproduce: LEAK, exchange: 1 };
  const clauses = [
    said('PAG-02', { verdict: 'fail', findings: [finding], notes: [LEAK], extra: { [LEAK]: [LEAK] } }),
    said('PAG-03', { verdict: 'not-run', reason: LEAK, checked: 0 }),
  ];
  const facts = {
    ...{
      id: 'leaky',
      drift: [{ kind: LEAK, operation: LEAK, pointer: LEAK, example: { a: LEAK }, count: 1, patch: LEAK }],
    },
    limiter: { algorithm: LEAK, timeline: [{ t: 0, status: 200, key: LEAK }] },
    target: { baseUrl: `http://127.0.0.1/?k=${LEAK}`, embedded: false, limit: 50, windowSeconds: 60 },
  };
  const env = { MITP_API_KEY: KEY, MITP_JSON: '1', GITHUB_ACTIONS: 'true', FIXTURE_RUN: JSON.stringify(facts) };
  const outcome = await runSuites(clauses, env, ['contract', 'auth'], (session) => {
    const answer = { status: 302, headers: { location: [LEAK], [LEAK]: [LEAK] }, text: LEAK };
    const ask = { method: 'GET', target: `/?${LEAK}`, headers: { a: LEAK } };
    writeFileSync(join(session, 'exchanges.jsonl'), `${JSON.stringify({ n: 1, ask, took: 1, answer })}\n`);
  });
  expect(outcome.stdout, outcome.stderr).toContain('<MITP_API_KEY>');
  const written = bytesBelow(outcome.reportDir);
  expect(written.length).toBeGreaterThan(6);
  expect(leaks([...written, ['stdout', outcome.stdout], ['stderr', outcome.stderr]])).toEqual([]);
});

test('An error that a scene throws shows no key, one made in the portal neither', async () => {
  const config = { baseUrl: 'http://127.0.0.1:9', keys: { active: KEY }, limit: 50, windowSeconds: 60 };
  const run = Run.inMemory(config, { suites: ['auth'], depth: 'quick', seed: 1, strict: false });
  const made = 'm4d3+InThe/Portal==';
  run.secrets.register('made-a', made);
  const thrown = run.secrets.hideIn(new UserError(`${LEAK} ${made} ${encodeURIComponent(made)}`));
  expect(thrown).toBeInstanceOf(UserError);
  const { message, stack = '' } = thrown as UserError;
  expect(leaks([['error', message + stack]])).toEqual([]);
  for (const form of [made, encodeURIComponent(made)]) expect(message + stack).not.toContain(form);
  expect(message).toContain('<made-a>');
  await run.close();
});

test('No key that a server gives away reaches a byte that a run writes', async () => {
  test.setTimeout(120_000);
  const server = createServer((request, response) => {
    const sent = request.headers['mitp-api-key'];
    if (sent !== KEY) {
      response.writeHead(401, { 'content-type': 'application/json', 'x-expected': encodeURIComponent(KEY) });
      response.end(JSON.stringify({ title: `not the key ${KEY}` }));
      return;
    }
    if (request.url?.includes('page=2')) {
      response.writeHead(302, { location: `/elsewhere?key=${encodeURIComponent(KEY)}` }).end(LEAK);
      return;
    }
    const item = { id: KEY, name: LEAK, [KEY]: LEAK };
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'set-cookie': `key=${encodeURIComponent(KEY)}`,
      'x-echo': Buffer.from(`u:${KEY}`).toString('base64'),
    });
    response.end(JSON.stringify({ page: 1, pageSize: 100, totalCount: 1, items: [item] }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const folder = test.info().outputPath('all');
  const cwd = join(folder, 'cwd');
  const tmp = join(folder, 'tmp');
  for (const one of [cwd, tmp]) mkdirSync(one, { recursive: true });
  const env = {
    ...{ MITP_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/public-api/v1`, MITP_API_KEY: KEY },
    ...{ MITP_RATE_LIMIT: '500', MITP_RATE_WINDOW_SECONDS: '1', TMPDIR: tmp, GITHUB_ACTIONS: 'true', CI: '1' },
    // Playwright's own log tells what is typed into a page.
    ...{ DEBUG: 'pw:*' },
  };
  const { code, stdout, stderr } = await mitp(
    ['verify', '--suite', 'contract', '--depth', 'quick', '--json'],
    env,
    cwd,
  );
  server.close();
  expect(code, stderr).toBe(1);
  const written = bytesBelow(folder);
  expect(written.map(([name]) => name)).toContain(join(cwd, 'reports', 'out', 'run.json'));
  expect(leaks([...written, ['stdout', stdout], ['stderr', stderr]])).toEqual([]);
});
