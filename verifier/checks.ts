import type { RunRecord } from '../spec/generated/run-record.ts';
import type { Check, CheckContext } from './check.ts';
import type { Suite } from './suites.ts';

/** What judges: the checks, and what the evidence says beside the clauses for the run record. */
export interface Checks {
  /** Checks of each suite, one for each clause. A clause without one is `not-run: not built yet`. */
  readonly checks: Readonly<Record<Suite, readonly Check[]>>;
  /** What the evidence says beside the clauses: the limiter, how soon keys were rejected. */
  readonly facts: (context: CheckContext) => Partial<RunRecord>;
}
