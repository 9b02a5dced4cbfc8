import type { RunRecord } from '../spec/generated/run-record.ts';
import type { Check } from './check.ts';
import type { CheckContext } from './check-context.ts';
import type { Suite } from './suites.ts';

/** What judges a run: the checks, and further facts from the evidence for the run record. */
export interface Checks {
  /** Checks of each suite, one for each clause. A clause without one is `not-run: not built yet`. */
  readonly checks: Readonly<Record<Suite, readonly Check[]>>;
  /** Facts for the run record that belong to no clause: the kind of limiter, how soon a key was rejected. */
  readonly facts: (context: CheckContext) => Partial<RunRecord>;
}
