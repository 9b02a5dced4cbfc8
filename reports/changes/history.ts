import { readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode } from '../exit-code.ts';
import { makeDirectory, replaceFile } from '../files.ts';
import type { Redact } from '../../spec/redact.ts';
import type { Grade, RunRecord } from '../run.ts';

/** What is kept of a run: enough for the trend and for what changed since when. About 2 KB. */
export interface HistoryEntry {
  schemaVersion: 1;
  id: string;
  finishedAt: string;
  /** Base URL of the target, or `embedded mock`. */
  target: string;
  depth: string;
  strict: boolean;
  /** Digest of the contract. */
  contract: string;
  /** Version of the suites. */
  suite?: string;
  /** The deployed version, where it was given. */
  targetVersion?: string;
  exitCode: 0 | 1 | 2;
  totals: RunRecord['totals'];
  /** Clause ids by verdict. */
  clauses: Record<Grade, string[]>;
  /** Deviations from the contract, by kind and place; absent where a run did not look. */
  drift?: string[];
  /** Share of the contract that was more than assumed. */
  knownShare?: number;
  /** The evidence of a run of a live target, for `mitp spec learn`: some 10 KB more. */
  learned?: Pick<RunRecord, 'evidence' | 'drift'>;
}

/** Runs that are kept: a year of nightlies and then some. */
export const MOST_KEPT = 400;
const MOST_DAMAGED = 10;
const HOUR = 3_600_000;
const ENTRY = /^\d{8}T\d{9}Z-[\w-]+\.json$/;

/** What is kept of a run. */
export function historyEntry(run: RunRecord): HistoryEntry {
  const ids = (grade: Grade) => run.clauses.filter(({ verdict }) => verdict === grade).map(({ id }) => id);
  return {
    schemaVersion: 1,
    id: run.id,
    finishedAt: run.finishedAt,
    target: run.target.embedded ? 'embedded mock' : run.target.baseUrl,
    depth: run.depth,
    strict: run.strict,
    contract: run.contract?.digest ?? 'unknown',
    ...(run.tool ? { suite: run.tool.version } : {}),
    ...(run.target.version ? { targetVersion: run.target.version } : {}),
    exitCode: exitCode(run),
    totals: run.totals,
    clauses: { pass: ids('pass'), warn: ids('warn'), fail: ids('fail'), 'not-run': ids('not-run') },
    ...(run.drift ? { drift: run.drift.map(({ kind, operation, pointer }) => `${kind} ${operation} ${pointer}`) } : {}),
    ...(run.knowledge ? { knownShare: run.knowledge.share } : {}),
    ...(run.target.embedded || !run.evidence ? {} : { learned: learnable(run) }),
  };
}

/** What a later `mitp spec learn` reads. A field that was never seen proves nothing, so it is left out. */
function learnable({ evidence, drift = [] }: RunRecord): Pick<RunRecord, 'evidence' | 'drift'> {
  const told = drift.filter(({ kind }) => kind !== 'never seen');
  return { ...(evidence ? { evidence } : {}), ...(told.length > 0 ? { drift: told } : {}) };
}

/**
 * Adds a run to the history: one file for each run, named by its end and id, so that two runs that write at once lose nothing. A
 * run that is written twice is kept once. Removes runs beyond the newest `keep`, and temporary files of writers that died.
 * @throws when the directory cannot be written
 */
export function addToHistory(
  directory: string,
  entry: HistoryEntry,
  { keep = MOST_KEPT, redact = (text) => text }: { keep?: number; redact?: Redact } = {},
): void {
  makeDirectory(directory);
  const stamp = entry.finishedAt.replace(/[-:.]/g, '');
  replaceFile(
    join(directory, `${stamp}-${entry.id.replace(/[^\w-]/g, '_')}.json`),
    redact(`${JSON.stringify(entry)}\n`),
  );
  const names = readdirSync(directory);
  const old = [
    ...names
      .filter((name) => ENTRY.test(name))
      .sort()
      .slice(0, -keep),
    ...names
      .filter((name) => name.endsWith('.damaged'))
      .sort()
      .slice(0, -MOST_DAMAGED),
    ...names.filter((name) => name.endsWith('.part') && abandoned(join(directory, name))),
  ];
  for (const name of old) rmSync(join(directory, name), { force: true });
}

/** The history of a directory, the oldest run first. */
export interface History {
  entries: HistoryEntry[];
  /** Files that could not be read and were set aside, in words. */
  problems: string[];
}

/** Reads the history. A damaged file is set aside as `.damaged` and named; the others count. */
export function readHistory(directory: string): History {
  const history: History = { entries: [], problems: [] };
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch {
    return history;
  }
  for (const name of names.filter((one) => ENTRY.test(one)).sort()) {
    const path = join(directory, name);
    try {
      history.entries.push(asEntry(JSON.parse(readFileSync(path, 'utf8'))));
    } catch (error) {
      // Another run may have removed it since the directory was listed: that is no damage.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      history.problems.push(`${path} is damaged and was set aside as ${name}.damaged`);
      setAside(path);
    }
  }
  return history;
}

function setAside(path: string): void {
  try {
    renameSync(path, `${path}.damaged`);
  } catch {
    // In a directory that cannot be written the file stays, and is named again next time.
  }
}

function asEntry(value: unknown): HistoryEntry {
  const entry = value as Partial<HistoryEntry> | null;
  const lists = entry?.clauses && [
    entry.clauses.pass,
    entry.clauses.warn,
    entry.clauses.fail,
    entry.clauses['not-run'],
  ];
  const whole =
    entry?.schemaVersion === 1 && !Number.isNaN(Date.parse(entry.finishedAt ?? '')) && lists?.every(Array.isArray);
  if (!whole) throw new Error('not a history entry');
  return entry as HistoryEntry;
}

function abandoned(path: string): boolean {
  try {
    return statSync(path).mtimeMs < Date.now() - HOUR;
  } catch {
    return false;
  }
}
