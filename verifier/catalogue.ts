import type { RunRecord } from '../spec/generated/run-record.ts';
import type { Check, CheckContext } from './check.ts';
import type { Scenario } from './scenario.ts';
import type { Suite } from './suites.ts';

/** What plugs into the engine, which knows no clause: checks, scenarios, and what they tell for the run record. */
export interface Catalogue {
  /** Checks of each suite, one for each clause. A clause without one is `not-run: not built yet`. */
  readonly checks: Readonly<Record<Suite, readonly Check[]>>;
  /** What each suite does to the target beyond sending the requests of its checks. */
  readonly scenarios: Readonly<Record<Suite, readonly Scenario[]>>;
  /** What the evidence says beside the clauses: the limiter, how soon keys were rejected. */
  readonly facts: (context: CheckContext) => Partial<RunRecord>;
}
