// Made from spec/drill-record.schema.json by npm run spec:types; do not edit.

/**
 * What a drill says of a rule or a scenario.
 */
export type DrillVerdict = "pass" | "warn" | "fail" | "not-run";

/**
 * drill.json: what a drill says of a client. Members may be added under schemaVersion 1; none is dropped or changes its meaning.
 */
export interface DrillRecord {
  schemaVersion: 1;
  id: string;
  startedAt: string;
  finishedAt: string;
  command: string[];
  strict: boolean;
  scenarios: DrillScenario[];
  rules: DrillRule[];
  /**
   * Of the rules.
   */
  totals: {
    pass: number;
    warn: number;
    fail: number;
    notRun: number;
  };
  /**
   * What is worth knowing of the comparison: what was left out, and why.
   */
  notes: string[];
  /**
   * Why the client could not be judged, where it could not.
   */
  errors: string[];
  /**
   * Entries of known-findings.yaml that no longer hold; each fails the drill.
   */
  suppressionProblems?: string[];
}
export interface DrillScenario {
  id: string;
  sentence: string;
  expects: "success" | "same-result" | "failure";
  verdict: DrillVerdict;
  /**
   * Why it was not run, or says nothing.
   */
  reason?: string;
  /**
   * Null where the client did not end by itself, or was not run.
   */
  exitCode: number | null;
  seconds: number;
  requests: number;
}
export interface DrillRule {
  id: string;
  level: "must" | "should";
  verdict: DrillVerdict;
  /**
   * Why it was not run.
   */
  reason?: string;
  checked: number;
  findings: DrillFinding[];
}
/**
 * One way in which the client broke a rule.
 */
export interface DrillFinding {
  /**
   * Where it was seen first.
   */
  scenario: string;
  /**
   * Other scenarios in which it was the same.
   */
  also?: string[];
  want: string;
  got: string;
  /**
   * GET /clients?page=2
   */
  request?: string;
  /**
   * Set where known-findings.yaml agrees to it.
   */
  known?: {
    reason: string;
    until: string;
  };
}
