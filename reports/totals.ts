import type { ClauseRecord, RunRecord } from './run.ts';

/** Counts the clauses of each verdict. */
export function totals(clauses: readonly ClauseRecord[]): RunRecord['totals'] {
  const count = (verdict: ClauseRecord['verdict']) => clauses.filter((clause) => clause.verdict === verdict).length;
  return { pass: count('pass'), warn: count('warn'), fail: count('fail'), notRun: count('not-run') };
}
