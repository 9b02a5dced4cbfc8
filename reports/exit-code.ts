import type { RunRecord } from './run.ts';

/**
 * The exit code of a run.
 * @returns 1 when a clause failed or a known finding is out of date; else 2 when the run is inconclusive (nothing was tried, or
 * it did not get to its end); else 0
 */
export function exitCode(run: Pick<RunRecord, 'totals' | 'errors' | 'agreementProblems'>): 0 | 1 | 2 {
  const { pass, warn, fail } = run.totals;
  if (fail > 0 || (run.agreementProblems ?? []).length > 0) return 1;
  return pass + warn === 0 || run.errors.length > 0 ? 2 : 0;
}
