import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { RunRecord } from '../reports/run.ts';
import { readBounded } from '../spec/bounded-file.ts';
import { UserError } from '../verifier/user-error.ts';
import type { Proof } from './prove/report.ts';

/** A run, and the folder that its report is in. */
export interface FoundRun {
  readonly folder: string;
  readonly run: RunRecord;
}

/** The records that were named. */
export interface Found {
  readonly runs: readonly FoundRun[];
  readonly proofs: readonly Proof[];
}

const RECORDS = ['run.json', 'prove.json'];

/**
 * Reads the records that paths name: files, report folders, or folders of report folders.
 * @param out where a report is to go: earlier output there is left out of a folder of report folders
 * @throws UserError naming the path that has none
 */
export function foundIn(paths: readonly string[], out: string): Found {
  const records = paths
    .flatMap((path) => filesIn(path, out))
    .map((file) => ({ folder: resolve(dirname(file)), record: read(file) }));
  return {
    runs: records.flatMap(({ folder, record }) => (isRun(record) ? [{ folder, run: record }] : [])),
    proofs: records.flatMap(({ record }) => (isProof(record) ? [record] : [])),
  };
}

function filesIn(path: string, out: string): string[] {
  if (!existsSync(path)) throw new UserError(`there is no ${path}.`);
  if (!statSync(path).isDirectory()) return [path];
  const within = (folder: string) => RECORDS.map((name) => join(folder, name)).filter((file) => existsSync(file));
  const own = within(path);
  const folders = readdirSync(path).sort();
  const below = folders.map((name) => join(path, name)).filter((folder) => resolve(folder) !== out);
  const all = own.length > 0 ? own : below.flatMap(within);
  if (all.length === 0) throw new UserError(`there is no ${RECORDS.join(' or ')} in ${path}.`);
  return all;
}

function read(file: string): RunRecord | Proof {
  try {
    const record = JSON.parse(readBounded(file).toString()) as unknown;
    if (isRun(record) || isProof(record)) return record;
  } catch {
    // Reported below, like any other file that is no record.
  }
  throw new UserError(`${file} is no record of a run or a proof.`);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function isRun(value: unknown): value is RunRecord {
  if (!isObject(value) || value['schemaVersion'] !== 1) return false;
  const { clauses, errors, target, requests, totals } = value;
  return Array.isArray(clauses) && Array.isArray(errors) && [target, requests, totals].every(isObject);
}

function isProof(value: unknown): value is Proof {
  if (!isObject(value)) return false;
  const { faults, conforming, shard } = value;
  const isShard = isObject(shard) && Array.isArray(shard['tasks']);
  return Array.isArray(faults) && Array.isArray(conforming) && (shard === undefined || isShard);
}
