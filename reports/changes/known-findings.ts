import { existsSync } from 'node:fs';
import { parse } from 'yaml';
import { readBounded } from '../../spec/bounded-file.ts';
import { sentenceOf } from '../../spec/sentences.ts';
import { totals } from '../totals.ts';
import type { ClauseRecord, RunRecord } from '../run.ts';

/** A known finding: it warns until a date instead of failing. */
export interface KnownFinding {
  clause: string;
  /** The operation (for a client rule, the scenario); without one, all of them. */
  operation?: string;
  reason: string;
  /** Last day on which it holds, `2026-12-31`. */
  until: string;
}

/** The largest file of findings. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Name of the file in the working directory, unless MITP_KNOWN_FINDINGS names another. */
export const KNOWN_FINDINGS_FILE = 'known-findings.yaml';

/**
 * Reads the known findings; none where the file is missing.
 * @throws Error naming the file, the entry, and what is wrong with it
 */
export function readKnownFindings(file: string): KnownFinding[] {
  if (!existsSync(file)) return [];
  let document: { findings?: unknown } | null;
  try {
    document = parse(readBounded(file, MOST_BYTES).toString()) as { findings?: unknown } | null;
  } catch (error) {
    const [why = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new Error(`${file} cannot be read: ${why.replace(/:$/, '')}`);
  }
  // An entry beside "findings" would be left out silently: so only an empty file needs no such list.
  const entries = document === null ? [] : 'findings' in Object(document) ? (document.findings ?? []) : undefined;
  if (!Array.isArray(entries)) throw new Error(`${file}: "findings" must be a list`);
  return entries.map((entry: unknown, index) => checked(entry as Partial<KnownFinding>, `${file}: entry ${index + 1}`));
}

/**
 * Reads the known findings before a run begins, because a mistake in them should not waste one.
 * @param env names the file, if it is another one
 * @param operations ids of the contract's operations; other names are only allowed for findings outside it (`portal`, `any path`)
 * @throws Error saying what is wrong
 */
export function checkKnownFindings(env: NodeJS.ProcessEnv, operations: readonly string[]): void {
  const named = env.MITP_KNOWN_FINDINGS;
  if (named && !existsSync(named)) throw new Error(`MITP_KNOWN_FINDINGS names ${named}, which does not exist.`);
  const file = named || KNOWN_FINDINGS_FILE;
  for (const { clause, operation = '' } of readKnownFindings(file)) {
    if (!/^[a-z]+[A-Z]\w*$/.test(operation) || operations.includes(operation)) continue;
    throw new Error(`${file}: ${clause}: ${operation} is no operation of the contract: ${operations.join(', ')}.`);
  }
}

/**
 * Applies known findings to a run: a failed clause with only known findings becomes a warning. Problems of the list itself go
 * into `agreementProblems`, which fails the run: an entry past its date, and one whose finding no longer occurs.
 */
export function suppress(run: RunRecord, known: readonly KnownFinding[], file: string): RunRecord {
  if (known.length === 0) return run;
  const today = run.finishedAt.slice(0, 10);
  const problems = known.flatMap((entry) => {
    const name = `${file}: ${entry.clause}${entry.operation ? ` ${entry.operation}` : ''}`;
    if (entry.until < today) return [`${name} was agreed until ${entry.until}: fix it, or agree to a new date.`];
    return needed(entry, run) ? [] : [`${name} is no longer needed, its finding is gone: remove the entry.`];
  });
  const valid = known.filter((entry) => entry.until >= today);
  const clauses = run.clauses.map((clause) => suppressed(clause, valid));
  return {
    ...run,
    clauses,
    totals: totals(clauses),
    ...(problems.length > 0 ? { agreementProblems: problems } : {}),
  };
}

function suppressed(clause: ClauseRecord, known: readonly KnownFinding[]): ClauseRecord {
  const findings = clause.findings.map((finding) => {
    const entry = known.find((one) => one.clause === clause.id && covers(one, finding.operation));
    return entry ? { ...finding, known: { reason: entry.reason, until: entry.until } } : finding;
  });
  const all = findings.length > 0 && findings.every((finding) => 'known' in finding);
  return { ...clause, findings, verdict: clause.verdict === 'fail' && all ? 'warn' : clause.verdict };
}

/** Whether the finding still occurs, or its clause was not tried: then it may still exist. */
function needed(entry: KnownFinding, run: RunRecord): boolean {
  const clause = run.clauses.find(({ id }) => id === entry.clause);
  if (clause === undefined || clause.verdict === 'not-run') return true;
  if (clause.findings.some(({ operation }) => covers(entry, operation))) return true;
  const coverage = run.coverage?.filter((one) => one.clause === entry.clause && covers(entry, one.operation));
  return coverage ? !coverage.some(({ checked }) => checked > 0) : run.depth === 'quick';
}

function covers(entry: KnownFinding, operation: string): boolean {
  return entry.operation === undefined || entry.operation === operation;
}

function checked(entry: Partial<Record<keyof KnownFinding | 'scenario', unknown>> | null, name: string): KnownFinding {
  const { clause, scenario, operation = scenario, reason, until: date } = entry ?? {};
  // YAML 1.1 parsers make a date of 2026-12-31; ours keeps the text.
  if (typeof clause !== 'string' || sentenceOf(clause) === '')
    throw new Error(
      `${name}: "clause" must be the id of a clause, such as PAG-02, or of a client rule, such as USE-07`,
    );
  if (operation !== undefined && typeof operation !== 'string')
    throw new Error(`${name}: "operation" must be an operation such as listReviews, or be left out`);
  if (typeof reason !== 'string' || reason.trim() === '')
    throw new Error(`${name}: "reason" must say why it is agreed`);
  if (typeof date !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date)))
    throw new Error(`${name}: "until" must be a date such as 2026-12-31`);
  return { clause, reason, until: date, ...(operation === undefined ? {} : { operation }) };
}
