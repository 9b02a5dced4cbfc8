import type { DrillRecord } from './generated/drill-record.ts';

export type { DrillFinding, DrillRecord, DrillRule, DrillScenario, DrillVerdict } from './generated/drill-record.ts';

/** 0 no rule failed, 1 a rule failed, 2 inconclusive. */
export function drillExitCode({ totals, errors, suppressionProblems = [] }: DrillRecord): 0 | 1 | 2 {
  if (totals.fail + suppressionProblems.length > 0) return 1;
  return errors.length > 0 || totals.pass + totals.warn === 0 ? 2 : 0;
}
