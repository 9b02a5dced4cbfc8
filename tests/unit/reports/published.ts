import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { test } from '@playwright/test';
import { publish } from '../../../cli/publish.ts';
import { totals } from '../../../reports/totals.ts';
import type { ClauseRecord, RunFacts, RunRecord } from '../../../reports/run.ts';
import { clauses } from '../../../spec/clauses.ts';

/** What a published record left behind. */
export interface Published {
  exitCode: number;
  stdout: string;
  stderr: string;
  reportDir: string;
  /** The run record as it was written. */
  run: () => RunRecord;
}

/** Publishes a record as `mitp verify` does, in a folder of its own. */
export async function published(record: RunRecord, env: Record<string, string> = {}, json = false): Promise<Published> {
  const reportDir = env.MITP_REPORT_DIR ?? join(newFolder(), 'out');
  const texts = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof texts) =>
    new Writable({
      write: (chunk: Buffer, _, done) => {
        texts[name] += chunk.toString();
        done();
      },
    });
  const streams = { stdout: stream('stdout'), stderr: stream('stderr') };
  const exitCode = await publish(record, { MITP_REPORT_DIR: reportDir, ...env }, json, { streams });
  const run = () => JSON.parse(readFileSync(join(reportDir, 'run.json'), 'utf8')) as RunRecord;
  return { exitCode, ...texts, reportDir, run };
}

/** A record of these clauses; all others of the catalogue are not-run. */
export function recordWith(
  results: readonly ClauseRecord[],
  { trouble, ...facts }: Partial<RunFacts> = {},
  errors: readonly string[] = [],
): RunRecord {
  const records = clauses().map(
    ({ id }) =>
      results.find((result) => result.id === id) ??
      said(id, { verdict: 'not-run', reason: 'not built yet', checked: 0 }),
  );
  return {
    schemaVersion: 1,
    ...{ id: 'r1', startedAt: '2026-11-23T01:00:00.000Z', finishedAt: '2026-11-23T02:00:00.000Z' },
    ...{ seed: 1, depth: 'standard', strict: false },
    target: { baseUrl: 'http://127.0.0.1:9/public-api/v1', embedded: false, limit: 50, windowSeconds: 60 },
    requests: { sent: 0, served: 0, refused401: 0, limited429: 0, unplanned429: 0, windows: 0 },
    ...facts,
    totals: totals(records),
    clauses: records,
    errors: [...errors, ...(trouble === undefined ? [] : [trouble])],
  };
}

/** One clause as a check judges it. */
export function said(id: string, change: Partial<ClauseRecord> = {}): ClauseRecord {
  return { id, level: 'O', verdict: 'pass', checked: 3, findings: [], notes: [], ...change };
}

/** In the test's own folder, which the test runner empties before the next run. */
function newFolder(): string {
  const { outputDir } = test.info();
  mkdirSync(outputDir, { recursive: true });
  return mkdtempSync(join(outputDir, 'report-'));
}
