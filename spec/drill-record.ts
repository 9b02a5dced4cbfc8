import type { RuleId, RuleLevel } from './client-rules.ts';

/** What a drill says of a rule or a scenario. */
export type DrillVerdict = 'pass' | 'warn' | 'fail' | 'not-run';

/** One way in which the client broke a rule. */
export interface DrillFinding {
  /** Where it was seen first. */
  scenario: string;
  /** Other scenarios in which it was the same. */
  also?: string[];
  want: string;
  got: string;
  /** `GET /clients?page=2`. */
  request?: string;
  /** Set where known-findings.yaml agrees to it. */
  known?: { reason: string; until: string };
}

export interface DrillRule {
  id: RuleId;
  level: RuleLevel;
  verdict: DrillVerdict;
  /** Why it was not run. */
  reason?: string;
  checked: number;
  findings: DrillFinding[];
}

export interface DrillScenario {
  id: string;
  sentence: string;
  expects: 'success' | 'same-result' | 'failure';
  verdict: DrillVerdict;
  /** Why it was not run, or says nothing. */
  reason?: string;
  /** Null where the client did not end by itself, or was not run. */
  exitCode: number | null;
  seconds: number;
  requests: number;
}

/** The record of a drill, `drill.json`. */
export interface DrillRecord {
  schemaVersion: 1;
  id: string;
  startedAt: string;
  finishedAt: string;
  command: string[];
  strict: boolean;
  scenarios: DrillScenario[];
  rules: DrillRule[];
  /** Of the rules. */
  totals: { pass: number; warn: number; fail: number; notRun: number };
  /** What is worth knowing of the comparison: what was left out, and why. */
  notes: string[];
  /** Why the client could not be judged, where it could not. */
  errors: string[];
  /** Entries of known-findings.yaml that no longer hold; each fails the drill. */
  suppressionProblems?: string[];
}

/** 0 no rule failed, 1 a rule failed, 2 inconclusive. */
export function drillExitCode({ totals, errors, suppressionProblems = [] }: DrillRecord): 0 | 1 | 2 {
  if (totals.fail + suppressionProblems.length > 0) return 1;
  return errors.length > 0 || totals.pass + totals.warn === 0 ? 2 : 0;
}
