import type { Clause } from '../../spec/clauses.ts';

/** One way in which the target broke a clause, readable without the source. */
export interface Finding {
  /** Operation of the contract, or what else was judged (`portal`, `any path`). */
  operation: string;
  want: string;
  got: string;
  /** JSON pointer into the body, where one place is to blame. */
  pointer?: string;
  /** A command that repeats it; keys by the name of their environment variable. */
  reproduce?: string;
  /** Number of the exchange in the ledger. */
  exchange?: number;
  /** Set where the vendor's promise allows it though the contract expects otherwise (403 for 401): never more than a warn. */
  tolerated?: true;
}

/** What the evidence says of one clause. `checked` counts what was really tried; nothing tried is never a pass. */
export type Verdict =
  | { kind: 'pass'; checked: number; notes: readonly string[] }
  | { kind: 'fail'; checked: number; findings: readonly Finding[]; notes: readonly string[] }
  | { kind: 'not-run'; why: string; notes: readonly string[] };

export type Grade = 'pass' | 'warn' | 'fail' | 'not-run';

/** A judged clause, in the form the run record takes. */
export interface ClauseResult {
  id: string;
  level: Clause['level'];
  verdict: Grade;
  reason?: string;
  checked: number;
  findings: readonly Finding[];
  notes: readonly string[];
}

export function notRun(why: string, notes: readonly string[] = []): Verdict {
  return { kind: 'not-run', why, notes };
}

/** Sums up what was tried: findings make a fail, none make a pass, and nothing tried is not-run. */
export function verdictOf(
  checked: number,
  findings: readonly Finding[],
  notes: readonly string[] = [],
  whyNothing = 'the target gave nothing to try it on',
): Verdict {
  if (findings.length > 0) return { kind: 'fail', checked, findings, notes };
  return checked > 0 ? { kind: 'pass', checked, notes } : notRun(whyNothing, notes);
}

/**
 * Turns a verdict into the run record's word, the one place where level and strictness count: a broken clause that is
 * only assumed (A) warns unless `strict`; a deviation the vendor's promise tolerates warns always.
 */
export function grade(clause: Clause, verdict: Verdict, strict: boolean): ClauseResult {
  const base = { id: clause.id, level: clause.level, notes: verdict.notes };
  switch (verdict.kind) {
    case 'pass':
      return { ...base, verdict: 'pass', checked: verdict.checked, findings: [] };
    case 'not-run':
      return { ...base, verdict: 'not-run', reason: verdict.why, checked: 0, findings: [] };
    case 'fail': {
      const mild = verdict.findings.every((finding) => finding.tolerated) || (clause.level === 'A' && !strict);
      return { ...base, verdict: mild ? 'warn' : 'fail', checked: verdict.checked, findings: verdict.findings };
    }
  }
}
