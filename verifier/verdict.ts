import type { Clause } from '../spec/clauses.ts';
import { textOf, type Because, type Reason } from './reason.ts';

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
  /** Number of the exchange in the recorder. */
  exchange?: number;
  /**
   * Set where the vendor's promise allows it although the contract expects otherwise (403 for 401): it never fails, only warns.
   */
  tolerated?: true;
  /**
   * What other clients of the provider have to do with it: `never` causes it, or `seen` ones do. Otherwise unseen ones may, too.
   * Only for findings about the rate limit, and not recorded.
   */
  others?: 'never' | 'seen';
}

/** How often a clause was tried on each operation. */
export type Tally = Readonly<Record<string, number>>;

/** What was tried: `checked` counts it; `operations` says where, for a clause that is tried by operation. */
interface Tried {
  checked: number;
  operations?: Tally;
}

/** What the evidence says of one clause. A clause for which nothing was tried never passes. */
export type Verdict =
  | ({ kind: 'pass'; notes: readonly string[] } & Tried)
  | ({ kind: 'fail'; findings: readonly Finding[]; notes: readonly string[] } & Tried)
  | { kind: 'not-run'; why: string; because?: Because; notes: readonly string[] };

export type Grade = 'pass' | 'warn' | 'fail' | 'not-run';

/** A judged clause, in the form the run record takes. */
export interface ClauseResult {
  id: string;
  level: Clause['level'];
  verdict: Grade;
  reason?: string;
  because?: Because;
  checked: number;
  findings: readonly Finding[];
  notes: readonly string[];
  /** How long its responses and the judging took together. */
  seconds?: number;
  extra?: { operations: Tally };
}

/** A clause that was not run. */
export function notRun(why: Reason, notes: readonly string[] = []): Verdict {
  const because = typeof why === 'string' ? {} : { because: why.because };
  return { kind: 'not-run', why: textOf(why), ...because, notes };
}

/** Adds tries of an operation to a tally. */
export function tally(tried: Record<string, number>, operation: string, times = 1): void {
  tried[operation] = (tried[operation] ?? 0) + times;
}

/** Adds up what was tried: each entry counts once, or as often as it says. */
export function tallyOf(entries: readonly { operation: string; checked?: number }[]): Tally {
  const tried: Record<string, number> = {};
  for (const { operation, checked } of entries) tally(tried, operation, checked);
  return tried;
}

/**
 * Sums up what was tried: findings make a fail, none make a pass, and nothing tried is not-run.
 * @param tried how many things were tried, in all or by operation
 */
export function verdictOf(
  tried: number | Tally,
  findings: readonly Finding[],
  notes: readonly string[] = [],
  whyNothing: Reason = 'the target gave nothing to try it on',
): Verdict {
  const told: Tried =
    typeof tried === 'number'
      ? { checked: tried }
      : { checked: Object.values(tried).reduce((sum, n) => sum + n, 0), operations: tried };
  if (findings.length > 0) return { kind: 'fail', ...told, findings, notes };
  return told.checked > 0 ? { kind: 'pass', ...told, notes } : notRun(whyNothing, notes);
}

/**
 * Turns a verdict into the run record's word. Level and strictness count only here: a broken clause that is only assumed (A)
 * warns unless `strict`; a deviation that the vendor's promise tolerates always warns.
 */
export function grade(clause: Clause, verdict: Verdict, strict: boolean): ClauseResult {
  const operations = verdict.kind === 'not-run' ? undefined : verdict.operations;
  const base = {
    ...{ id: clause.id, level: clause.level, notes: verdict.notes },
    ...(operations === undefined ? {} : { extra: { operations } }),
  };
  switch (verdict.kind) {
    case 'pass':
      return { ...base, verdict: 'pass', checked: verdict.checked, findings: [] };
    case 'not-run':
      return {
        ...base,
        verdict: 'not-run',
        reason: verdict.why,
        ...(verdict.because === undefined ? {} : { because: verdict.because }),
        checked: 0,
        findings: [],
      };
    case 'fail': {
      const mild = verdict.findings.every((finding) => finding.tolerated) || (clause.level === 'A' && !strict);
      return { ...base, verdict: mild ? 'warn' : 'fail', checked: verdict.checked, findings: verdict.findings };
    }
  }
}
