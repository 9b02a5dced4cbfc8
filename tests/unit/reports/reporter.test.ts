import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { clauses } from '../../../spec/clauses.ts';
import { reportOf, runSuites, said } from './run-suites.ts';

const BROKEN = said('PAG-02', {
  verdict: 'fail',
  findings: [
    {
      operation: 'listReviews',
      want: 'every row once over pages of 7',
      got: 'id 4711 on pages 3 and 4',
      reproduce: 'curl -sS -H "mitp-api-key: $MITP_API_KEY" http://127.0.0.1:9/public-api/v1/reviews?page=3',
      exchange: 2,
    },
  ],
});

const NOT_RUN = said('PAG-06', { level: 'A', verdict: 'not-run', reason: 'one page only', checked: 0 });

test('A run under the test runner, with a broken clause and a suite that crashes, is recorded and ends with 1', async () => {
  const facts = { id: 'r1', startedAt: '2026-11-23T01:00:00.000Z', seed: 7, depth: 'quick', strict: false };
  const outcome = await runSuites('suites', ['contract', 'auth'], {
    FIXTURE_CLAUSES: JSON.stringify([said('CON-01'), BROKEN, NOT_RUN]),
    FIXTURE_RUN: JSON.stringify({ ...facts, requests: { sent: 12 } }),
    ...{ MITP_JSON: '1', MITP_API_KEY: 'k3y-of-the-test' },
  });
  expect(outcome.status, outcome.stderr).toBe(1);
  expect(outcome.exit()).toEqual({
    exitCode: 1,
    reportDir: outcome.reportDir,
    files: expect.arrayContaining(['run.json']),
  });
  const run = outcome.run();
  expect(JSON.parse(outcome.stdout), 'nothing but the run record is on stdout').toEqual(run);
  expect(outcome.stderr).toContain('printed by a suite, with <MITP_API_KEY>');
  expect(run).toMatchObject({ ...facts, schemaVersion: 1, requests: { sent: 12, windows: 0 } });
  expect(run.clauses.map(({ id }) => id)).toEqual(clauses().map(({ id }) => id));
  expect(run.totals).toEqual({ pass: 1, warn: 0, fail: 1, notRun: clauses().length - 2 });
  const why = 'cannot reach http://127.0.0.1:1/public-api/v1: connection refused';
  expect(run.errors).toEqual([`${why} (met at AUTH-01)`]);
  const reason = (id: string) => run.clauses.find((clause) => clause.id === id)?.reason;
  expect(reason('PAG-06')).toBe('one page only');
  expect(reason('PAG-07')).toBe('not built yet');
  expect(reason('LIM-01')).toBe('suite ratelimit not selected');
  expect(reason('AUTH-02')).toBe(`interrupted: ${why}`);
  expect(outcome.stderr).toContain(
    'fail  PAG-02 listReviews: want every row once over pages of 7, got id 4711 on pages 3 and 4. Repeat: curl',
  );
  expect(outcome.stderr).toContain(`1 pass, 0 warn, 1 fail, ${clauses().length - 2} not run`);
  expect(outcome.stderr).toContain('Verdict: broken');
});

test('A run whose clauses hold ends with 0 and prints nothing on stdout unless asked to', async () => {
  const outcome = await reportOf([{ clause: said('CON-01') }]);
  expect(outcome.exit().exitCode).toBe(0);
  expect(outcome.status).toBe('passed');
  expect(outcome.stdout).toBe('');
});

test('A run that crashes before anything was tried ends with 2 and says why on every clause', async () => {
  const why = 'cannot reach http://127.0.0.1:1/public-api/v1: connection refused';
  const outcome = await reportOf([{ crash: why, id: 'AUTH-01', suite: 'auth' }]);
  expect(outcome.exit().exitCode).toBe(2);
  expect(outcome.status).toBe('failed');
  expect(outcome.run().clauses.find(({ id }) => id === 'AUTH-03')?.reason).toBe('not built yet');
  expect(outcome.stderr).toContain('Verdict: could not judge (cannot reach');
});

test('A report directory that cannot be written loses no verdict', async () => {
  const outcome = await reportOf([{ clause: BROKEN }], { MITP_REPORT_DIR: '/proc/nowhere/out' });
  expect(outcome.exit()).toEqual({ exitCode: 1, reportDir: '/proc/nowhere/out', files: [] });
  expect(outcome.stderr).toContain('the report could not be written: /proc/nowhere/out: ');
  expect(outcome.stderr.split('does not hold')[1]).toContain('fail  PAG-02 listReviews: want every row once');
});

test('What the suites left in the run folder is used when the run did not get to tell', async () => {
  const outcome = await reportOf([{ clause: BROKEN }], { MITP_API_KEY: 'k3y-of-the-test' }, (session) => {
    const target = { baseUrl: 'http://127.0.0.1:9/public-api/v1', embedded: true, limit: 50, windowSeconds: 60 };
    writeFileSync(join(session, 'session.json'), JSON.stringify({ id: 'kept', seed: 3, target }));
    const exchange = (n: number) => ({
      ...{ n, scenario: 'probe', sentAt: 0, took: 12 },
      request: { method: 'GET', target: `/reviews?page=${n}`, headers: { 'mitp-api-key': '{{active}}' } },
      response: { status: 200, headers: { date: ['today'] }, text: 'body with k3y-of-the-test' + 'x'.repeat(9_000) },
    });
    writeFileSync(join(session, 'exchanges.jsonl'), [1, 2].map((n) => `${JSON.stringify(exchange(n))}\n`).join(''));
  });
  const run = outcome.run();
  expect(run).toMatchObject({ id: 'kept', seed: 3 });
  expect(Object.keys(run.exchanges ?? {})).toEqual(['2']);
  expect(run.exchanges?.[2]).toMatchObject({
    url: 'http://127.0.0.1:9/public-api/v1/reviews?page=2',
    requestHeaders: { 'mitp-api-key': '<active>' },
    status: 200,
    cut: true,
  });
  expect(run.exchanges?.[2]?.body).toContain('body with <MITP_API_KEY>xxx');
  const reproduce = run.clauses.find(({ id }) => id === 'PAG-02')?.findings[0]?.reproduce;
  expect(reproduce).toContain('http://127.0.0.1:4010/public-api/v1/reviews?page=3');
  expect(readFileSync(join(outcome.reportDir, 'summary.md'), 'utf8')).toContain('# myITprocess contract: broken');
});
