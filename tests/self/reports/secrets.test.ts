import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { Run } from '../../harness/run.ts';
import { Session, SUITES } from '../../harness/session.ts';
import { UserError } from '../../harness/user-error.ts';
import { mitp } from '../cli/mitp.ts';
import { KEY, LeakyServer, PASSWORD, spelled } from './leaky-server.ts';
import { leaks, textsBelow, unpacked } from './leaks.ts';
import { reportOf, runSuites, said } from './run-suites.ts';

const LEAK = spelled(KEY);

test('The search itself finds a key in every form, however deep it is packed', () => {
  for (const form of [
    KEY,
    encodeURIComponent(KEY),
    JSON.stringify(KEY),
    ...['', 'u', 'u:'].map((before) => btoa(before + KEY)),
  ]) {
    const zip = zipSync({ 'a.zip': zipSync({ 'b.gz': gzipSync(strToU8(`before ${form} after`)) }) });
    const page = `<template>data:application/zip;base64,${Buffer.from(zip).toString('base64')}</template>`;
    expect(leaks(unpacked('page', Buffer.from(page)), [KEY]), form).toHaveLength(1);
  }
});

test('No key that a suite lets slip reaches a report, the history or the terminal', async () => {
  const finding = { operation: LEAK, want: LEAK, got: LEAK, pointer: LEAK, reproduce: LEAK, exchange: 1 };
  const facts = {
    ...{
      id: 'leaky',
      drift: [{ kind: LEAK, operation: LEAK, pointer: LEAK, example: { a: LEAK }, count: 1, patch: LEAK }],
    },
    limiter: { algorithm: LEAK, timeline: [{ t: 0, status: 200, key: LEAK }] },
    target: { baseUrl: `http://127.0.0.1/?k=${LEAK}`, embedded: false, limit: 50, windowSeconds: 60 },
  };
  const told = [
    { clause: said('PAG-02', { verdict: 'fail', findings: [finding], notes: [LEAK], extra: { [LEAK]: [LEAK] } }) },
    { clause: said('PAG-03', { verdict: 'not-run', reason: LEAK, checked: 0 }) },
    { crash: LEAK, id: 'AUTH-01', suite: 'auth' },
    { facts },
  ];
  const env = { MITP_API_KEY: KEY, MITP_JSON: '1', GITHUB_ACTIONS: 'true' };
  const outcome = await reportOf(told, env, (session) => {
    const answer = { status: 302, headers: { location: [LEAK], [LEAK]: [LEAK] }, text: LEAK };
    const ask = { method: 'GET', target: `/?${LEAK}`, headers: { a: LEAK } };
    writeFileSync(join(session, 'exchanges.jsonl'), `${JSON.stringify({ n: 1, ask, took: 1, answer })}\n`);
  });
  expect(outcome.stdout, outcome.stderr).toContain('<MITP_API_KEY>');
  const written = textsBelow(outcome.reportDir);
  expect(written.length).toBeGreaterThan(6);
  expect(leaks([...written, ['stdout', outcome.stdout], ['stderr', outcome.stderr]], [KEY])).toEqual([]);
});

test('An error that a scene throws shows no key, one made in the portal neither', async () => {
  const config = { baseUrl: 'http://127.0.0.1:9', keys: { active: KEY }, limit: 50, windowSeconds: 60 };
  const run = Run.inMemory(config, { suites: ['auth'], depth: 'quick', seed: 1, strict: false });
  const made = 'm4d3+InThe/Portal==';
  run.secrets.register('made-a', made);
  const thrown = run.secrets.hideIn(new UserError(`${LEAK} ${spelled(made)}`));
  expect(thrown).toBeInstanceOf(UserError);
  const { message, stack = '' } = thrown as UserError;
  expect(leaks([['error', message + stack]], [KEY, made])).toEqual([]);
  expect(message).toContain('<made-a>');
  await run.close();
});

test('No key reaches a byte that a run writes, with every reporter, traces and screenshots on', async () => {
  test.setTimeout(120_000);
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
