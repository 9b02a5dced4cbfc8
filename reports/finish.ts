import { basename, dirname, join, resolve } from 'node:path';
import { changesOf } from './changes/changes.ts';
import { exitCode } from './exit-code.ts';
import { addToHistory, historyEntry, readHistory, type HistoryEntry } from './changes/history.ts';
import { suppress, KNOWN_FINDINGS_FILE, readKnownFindings } from './changes/known-findings.ts';
import type { Redact } from '../spec/redact.ts';
import type { RunRecord } from './run.ts';
import { writeReport, type Written } from './write.ts';

/** Where a report goes and which files it reads. */
export interface Places {
  reportDir: string;
  historyDir: string;
  knownFindings: string;
}

/**
 * The places that the environment names: MITP_REPORT_DIR (default reports/out), MITP_HISTORY_DIR (default `history`
 * beside reports/out, or inside any other report directory), MITP_KNOWN_FINDINGS (default known-findings.yaml).
 */
export function places(env: NodeJS.ProcessEnv): Places {
  const reportDir = env.MITP_REPORT_DIR || join('reports', 'out');
  const beside = basename(reportDir) === 'out' && basename(dirname(resolve(reportDir))) === 'reports';
  return {
    reportDir,
    historyDir: env.MITP_HISTORY_DIR || join(beside ? dirname(reportDir) : reportDir, 'history'),
    knownFindings: env.MITP_KNOWN_FINDINGS || KNOWN_FINDINGS_FILE,
  };
}

/** A run that was written down. */
export interface Finished {
  run: RunRecord;
  written: Written;
  exitCode: 0 | 1 | 2;
  /** Notes on the history. */
  messages: string[];
}

/**
 * Finishes a run: known findings are applied, the run is compared with the history and added to it, and every format is written.
 * Errors on the way are reported and lose no verdict.
 * @param redact the last step of every writer: hides secrets in the text
 */
export function finish(
  record: RunRecord,
  { reportDir, historyDir, knownFindings }: Places,
  redact: Redact = (text) => text,
): Finished {
  const suppressedRun = withSuppressions(record, knownFindings);
  const { entries, problems: messages } = readHistory(historyDir);
  const entry = historyEntry(suppressedRun);
  const changes = record.shard === undefined ? { changes: changesOf(entry, entries) } : {};
  const run = { ...suppressedRun, ...changes };
  try {
    // A shard is no run: clauses of other shards would look as if they had changed.
    if (record.shard === undefined) addToHistory(historyDir, entry, { redact });
  } catch (error) {
    messages.push(`the history could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  const written = writeReport(run, withRun(entries, entry), reportDir, { redact });
  const broken = written.broken.map((problem) => `a report format is broken: ${problem}`);
  return { run, written, exitCode: exitCode({ ...run, errors: [...run.errors, ...broken] }), messages };
}

/** The history with this run in it, once, in its place. */
export function withRun(entries: readonly HistoryEntry[], entry: HistoryEntry): HistoryEntry[] {
  const others = entries.filter(({ id }) => id !== entry.id);
  return [...others, entry].sort((a, b) => (a.finishedAt < b.finishedAt ? -1 : 1));
}

function withSuppressions(run: RunRecord, file: string): RunRecord {
  try {
    const known = readKnownFindings(file).filter(({ clause }) => !clause.startsWith('USE-'));
    return suppress(run, known, basename(file));
  } catch (error) {
    return { ...run, errors: [...run.errors, error instanceof Error ? error.message : String(error)] };
  }
}
