import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { addToHistory } from '../../../reports/changes/history.ts';
import type { RunRecord } from '../../../reports/run.ts';
import { reportCommand } from '../../../cli/report.ts';
import { clauses } from '../../../spec/clauses.ts';
import { complaint, mitp } from '../cli/mitp.ts';
import { fixtureHistory, fixtureReport } from './fixtures/run.ts';

/** A report directory with a run in it and, inside, the history of the nights before. */
function reportDir(change: Partial<RunRecord> = {}): string {
  const directory = test.info().outputPath('report');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'run.json'), JSON.stringify({ ...fixtureReport().run, ...change }));
  for (const entry of fixtureHistory(10)) addToHistory(join(directory, 'history'), entry);
  return directory;
}

/** Runs the command in this process. @throws what it throws; `mitp` makes one line and exit code 2 of it */
async function report(args: readonly string[], env: Record<string, string> = {}) {
  const said = { stdout: '', stderr: '' };
  const out = (text: string) => void (said.stdout += text);
  const err = (text: string) => void (said.stderr += text);
  await reportCommand({ env, err, out })
    .exitOverride()
    .configureOutput({ writeErr: err })
    .parseAsync(args, { from: 'user' });
  return said;
}

/** A webhook that keeps what is posted to it. */
async function webhook(status = 200): Promise<{ url: string; posted: unknown[]; close: () => void }> {
  const posted: unknown[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      posted.push(JSON.parse(body));
      response.writeHead(status).end('ok');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook-s3cret`;
  return { url, posted, close: () => server.close() };
}

test('The last report is shown again', async () => {
  const { code, stderr, stdout } = await mitp(['report', '--report-dir', reportDir()]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain('fail  PAG-02 listReviews: expected every row once');
  expect(stderr).toContain(
    `Verdict: broken (3 clauses of the contract fail, ${clauses().length - 7} of ${clauses().length} clauses tried)`,
  );
  expect(stdout).toBe('');
});

test('The changes since a date are listed', async () => {
  const directory = reportDir();
  const { stderr } = await report(['--report-dir', directory, '--since', '2026-11-22']);
  expect(stderr.trim().split('\n')).toEqual([
    '22 Nov 2026, 02:04 UTC  KEY-06  fail -> pass',
    '23 Nov 2026, 02:04 UTC  PAG-02  pass -> fail',
    '23 Nov 2026, 02:04 UTC  KEY-06  pass -> fail',
    '23 Nov 2026, 02:04 UTC  SRT-06  fail -> pass',
    '4 changes of verdict in 2 runs of https://staging.example/public-api/v1 (full depth) since 22 Nov 2026, 00:00 UTC',
  ]);
  const { stdout } = await report(['--report-dir', directory, '--since', '2026-11-22', '--json']);
  expect(JSON.parse(stdout)).toHaveLength(4);
});

test('A date that is none and a report that is not there are one clear line', async () => {
  await expect(report(['--since', 'yesterday'])).rejects.toThrow('Give a date such as 2026-11-01');
  const missing = await mitp(['report', '--report-dir', '/nowhere/at/all']);
  expect(complaint(missing)).toBe('mitp: there is no report in /nowhere/at/all: run mitp verify first.');
});

test('The page is opened with the browser that BROWSER names', async () => {
  const directory = reportDir();
  writeFileSync(join(directory, 'report.html'), '<!doctype html>');
  const browser = test.info().outputPath('browser');
  writeFileSync(browser, '#!/bin/sh\nexit 0\n');
  chmodSync(browser, 0o755);
  const { stderr } = await report(['--report-dir', directory, '--open'], { BROWSER: browser });
  expect(stderr).toContain(`opened ${join(directory, 'report.html')}`);
});

test('Slack and Teams are told in their own form, with a link and without markup from the server', async () => {
  const hook = await webhook();
  const env = { MITP_WEBHOOK_URL: hook.url, MITP_REPORT_URL: 'https://ci.example/report' };
  for (const service of ['slack', 'teams']) {
    expect((await report(['--report-dir', reportDir(), '--notify', service], env)).stderr).toBe(`told ${service}\n`);
  }
  hook.close();
  const [slack, teams] = hook.posted as [{ text: string; blocks: object[] }, { attachments: { content: object }[] }];
  expect(slack.text).toContain('myITprocess contract: broken');
  expect(JSON.stringify(slack.blocks)).toContain(
    'rows are lost, repeated or shifted, on listReviews and listMeetings (new in this run). Whose move: the server',
  );
  expect(JSON.stringify(slack.blocks)).toContain('<https://ci.example/report|Open the report>');
  expect(teams.attachments[0]?.content).toMatchObject({
    type: 'AdaptiveCard',
    actions: [{ type: 'Action.OpenUrl', url: 'https://ci.example/report' }],
  });
});

test('Nobody is told when nothing changed, unless asked to', async () => {
  const hook = await webhook();
  const { changes } = fixtureReport().run;
  if (changes === undefined) throw new Error('the fixture has changes');
  const directory = reportDir({ changes: { ...changes, changes: [], news: false } });
  const quiet = await report(['--report-dir', directory, '--notify', 'slack'], { MITP_WEBHOOK_URL: hook.url });
  expect(quiet.stderr).toContain('nothing changed: no message sent');
  expect(hook.posted).toEqual([]);
  await report(['--report-dir', directory, '--notify', 'slack', '--always'], { MITP_WEBHOOK_URL: hook.url });
  const unset = report(['--report-dir', directory, '--notify', 'slack'], {});
  await expect(unset).rejects.toThrow('MITP_WEBHOOK_URL must hold the address');
  hook.close();
  expect(hook.posted).toHaveLength(1);
});

test('A webhook that rejects or is missing is one clear line without its address', async () => {
  const hook = await webhook(404);
  const args = ['--report-dir', reportDir(), '--notify', 'slack'];
  await expect(report(args, { MITP_WEBHOOK_URL: hook.url })).rejects.toThrow(
    /^the webhook responded 404: check MITP_WEBHOOK_URL\.$/,
  );
  hook.close();
  await expect(report(args)).rejects.toThrow(/^MITP_WEBHOOK_URL must hold the address of the webhook\.$/);
});
