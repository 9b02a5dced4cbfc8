import { readFileSync } from 'node:fs';
import { asset } from '../spec/asset.ts';
import type { Clause } from '../spec/clauses.ts';
import type { ClauseRecord, RunFacts, RunRecord } from './run.ts';

/** What was collected while a run went on. */
export interface Collected {
  /** Results by clause id, as the suites graded them. */
  results: ReadonlyMap<string, ClauseRecord>;
  /** Facts of the run; as many as there are when it was interrupted. */
  facts: Partial<RunFacts>;
  errors: readonly string[];
  finishedAt: string;
  /** Says why a clause has no result. */
  whyNot: (clause: Clause) => string;
}

const NOWHERE = { baseUrl: 'unknown', embedded: false, limit: 50, windowSeconds: 60 };
const NOTHING_SENT = { sent: 0, served: 0, refused401: 0, limited429: 0, unplanned429: 0, windows: 0 };

/**
 * Makes the run record of what was collected: every clause of the catalogue stands in it, those without a result as
 * `not-run` with the reason.
 */
export function runRecord(catalogue: readonly Clause[], collected: Collected): RunRecord {
  const { results, facts, errors, finishedAt, whyNot } = collected;
  const listed = catalogue.map((clause) => results.get(clause.id) ?? skipped(clause, whyNot(clause)));
  const unlisted = [...results.values()].filter(({ id }) => !catalogue.some((clause) => clause.id === id));
  const clauses = [...listed, ...unlisted];
  return {
    schemaVersion: 1,
    id: facts.id ?? `run-${finishedAt}`,
    startedAt: facts.startedAt ?? finishedAt,
    finishedAt,
    seed: facts.seed ?? 0,
    depth: facts.depth ?? 'standard',
    strict: facts.strict ?? false,
    target: { ...NOWHERE, ...facts.target },
    requests: { ...NOTHING_SENT, ...facts.requests },
    totals: totals(clauses),
    clauses,
    errors: [...errors, ...(facts.trouble ? [facts.trouble] : [])],
    ...(facts.limiter ? { limiter: facts.limiter } : {}),
    ...(facts.rejection ? { rejection: facts.rejection } : {}),
    ...(facts.drift ? { drift: facts.drift } : {}),
    ...(facts.members ? { members: facts.members } : {}),
    ...coverageOf(clauses, facts.coverage),
    ...(facts.plan ? { plan: facts.plan } : {}),
  };
}

/** What was tried on each operation: as the run tells, or as its clauses do in `extra.operations` (id to count). */
function coverageOf(clauses: readonly ClauseRecord[], told: RunFacts['coverage']): Pick<RunRecord, 'coverage'> {
  const cells = clauses.flatMap(({ id, extra }) =>
    Object.entries((extra?.operations ?? {}) as Record<string, number>).map(([operation, checked]) => ({
      operation,
      clause: id,
      checked,
    })),
  );
  return told ? { coverage: told } : cells.length > 0 ? { coverage: cells } : {};
}

/** What judges, with its version. */
export function tool(): { name: string; version: string } {
  const { name, version } = JSON.parse(readFileSync(asset('package.json'), 'utf8')) as Record<string, string>;
  return { name: name ?? 'unknown', version: version ?? 'unknown' };
}

/** Counts the clauses of each verdict. */
export function totals(clauses: readonly ClauseRecord[]): RunRecord['totals'] {
  const count = (verdict: ClauseRecord['verdict']) => clauses.filter((clause) => clause.verdict === verdict).length;
  return { pass: count('pass'), warn: count('warn'), fail: count('fail'), notRun: count('not-run') };
}

function skipped({ id, level }: Clause, reason: string): ClauseRecord {
  return { id, level, verdict: 'not-run', reason, checked: 0, findings: [], notes: [] };
}
