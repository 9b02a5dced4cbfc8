import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asset } from '../../../spec/asset.ts';
import type { ClauseRecord, RunRecord } from '../../../reports/run.ts';

/** What a run of the fixture suites left behind. */
export interface Outcome {
  stdout: string;
  stderr: string;
  status: number | null;
  session: string;
  reportDir: string;
  /** The run record, where it was written. */
  run: () => RunRecord;
  exit: () => { exitCode: number; reportDir: string; files: string[] };
}

/** Runs the fixture suites under the real test runner with the reporter, in folders of their own. */
export async function runSuites(
  clauses: readonly ClauseRecord[],
  env: Record<string, string> = {},
  suites: readonly string[] = ['contract'],
  prepare: (session: string) => void = () => undefined,
): Promise<Outcome> {
  const session = mkdtempSync(join(tmpdir(), 'mitp-reports-'));
  prepare(session);
  const reportDir = env.MITP_REPORT_DIR ?? join(session, 'out');
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const config = asset('tests/self/reports/fixtures/suites/playwright.config.ts');
  const child = spawn(process.execPath, [cli, 'test', '-c', config, ...suites.map((suite) => `--project=${suite}`)], {
    env: {
      ...clean(process.env),
      MITP_SESSION: session,
      MITP_REPORT_DIR: reportDir,
      FIXTURE_CLAUSES: JSON.stringify(clauses),
      ...env,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const status = await new Promise<number | null>((done) => child.on('close', done));
  const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  return {
    ...{ stdout, stderr, status, session, reportDir },
    run: () => read(join(reportDir, 'run.json')) as RunRecord,
    exit: () => read(join(session, 'exit.json')) as ReturnType<Outcome['exit']>,
  };
}

/** One clause as a suite hands it over. */
export function said(id: string, change: Partial<ClauseRecord> = {}): ClauseRecord {
  return { id, level: 'O', verdict: 'pass', checked: 3, findings: [], notes: [], ...change };
}

function clean(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(MITP_|PW_|TEST_WORKER|GITHUB_)/.test(name)));
}
