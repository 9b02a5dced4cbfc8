import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from '@playwright/test';
import type { FullConfig, FullResult, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { asset } from '../../../spec/asset.ts';
import ContractReporter from '../../../reports/reporter.ts';
import type { ClauseRecord, RunRecord } from '../../../reports/run.ts';

/** What a run left behind. */
export interface Outcome {
  stdout: string;
  stderr: string;
  session: string;
  reportDir: string;
  /** The run record, where it was written. */
  run: () => RunRecord;
  exit: () => { exitCode: number; reportDir: string; files: string[] };
}

/** What a suite tells the reporter in one test: a clause's result, the facts of the run, or that it crashed. */
export type Told = { clause: ClauseRecord } | { facts: object } | { crash: string; id: string; suite: string };

/** Tells the reporter what the test runner would tell it, in folders of its own. */
export async function reportOf(
  told: readonly Told[],
  env: Record<string, string> = {},
  prepare: (session: string) => void = () => undefined,
): Promise<Outcome & { status: string }> {
  const session = newSession();
  prepare(session);
  const reportDir = env.MITP_REPORT_DIR ?? join(session, 'out');
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) =>
    new Writable({
      write: (chunk: Buffer, _, done) => {
        said[name] += chunk.toString();
        done();
      },
    });
  const streams = { stdout: stream('stdout'), stderr: stream('stderr') };
  const reporter = new ContractReporter(
    undefined,
    { MITP_SESSION: session, MITP_REPORT_DIR: reportDir, ...env },
    streams,
  );
  const tests = told.map(testOf);
  reporter.onBegin({} as FullConfig, { allTests: () => tests.map(([test]) => test) } as Suite);
  for (const [test, result] of tests) reporter.onTestEnd(test, result);
  const { status } = await reporter.onEnd({ status: 'passed' } as FullResult);
  return { ...said, status, ...left(session, reportDir) };
}

function testOf(told: Told): [TestCase, TestResult] {
  const project = 'suite' in told ? told.suite : 'contract';
  const attach = (name: string, body: object) => [
    { name, contentType: 'application/json', body: Buffer.from(JSON.stringify(body)) },
  ];
  const attachments =
    'clause' in told ? attach('mitp-clause', told.clause) : 'facts' in told ? attach('mitp-run', told.facts) : [];
  const title = 'clause' in told ? told.clause.id : 'id' in told ? told.id : 'run';
  const crash =
    'crash' in told ? { status: 'failed', error: { message: `Error: ${told.crash}` } } : { status: 'passed' };
  const test = { title: `${title} as a suite would say it`, parent: { project: () => ({ name: project }) } };
  return [test as unknown as TestCase, { ...crash, attachments } as unknown as TestResult];
}

/** Runs suites under the real test runner, by one of the configurations in `fixtures`, in folders of their own. */
export async function runSuites(
  config: 'suites' | 'everything',
  suites: readonly string[],
  env: Record<string, string>,
  session = newSession(),
): Promise<Outcome & { status: number | null }> {
  const reportDir = join(session, 'out');
  mkdirSync(reportDir);
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const file = asset(`tests/unit/reports/fixtures/${config}/playwright.config.ts`);
  const child = spawn(process.execPath, [cli, 'test', '-c', file, ...suites.map((suite) => `--project=${suite}`)], {
    env: { ...clean(process.env), MITP_SESSION: session, MITP_REPORT_DIR: reportDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr, status, ...left(session, reportDir) };
}

/** In the test's own folder, which the test runner empties before the next run. */
function newSession(): string {
  const { outputDir } = test.info();
  mkdirSync(outputDir, { recursive: true });
  return mkdtempSync(join(outputDir, 'session-'));
}

function left(session: string, reportDir: string) {
  const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  return {
    ...{ session, reportDir },
    run: () => read(join(reportDir, 'run.json')) as RunRecord,
    exit: () => read(join(session, 'exit.json')) as ReturnType<Outcome['exit']>,
  };
}

/** One clause as a suite hands it over. */
export function said(id: string, change: Partial<ClauseRecord> = {}): ClauseRecord {
  return { id, level: 'O', verdict: 'pass', checked: 3, findings: [], notes: [], ...change };
}

function clean(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(MITP_|PW_|TEST_WORKER|GITHUB_|FORCE_COLOR)/.test(name)),
  );
}
