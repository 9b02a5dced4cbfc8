import type { Group } from '../spec/clauses.ts';
import type { Checks } from './checks.ts';
import type { Run } from './run.ts';
import type { Suite } from './suites.ts';

/** The work of a scenario that states none, in requests. */
export const USUAL_WORK = 200;

/**
 * Something a suite does to the target in a fixed order, because the order is what is judged: a burst, a key's life. A scenario
 * only acts and records exchanges under its name; the checks judge them afterwards, from the recorder.
 */
export interface Scenario {
  name: string;
  /** Groups of clauses that it gives evidence for; it is skipped where none of them is judged. Absent: it always runs. */
  groups?: readonly Group[];
  /** Its duration on the embedded mock, in requests that take as long; {@link USUAL_WORK} unless set. */
  work?: number;
  /** Begins what takes time and sends nothing to the API, while the run sends its first requests; `run` waits for it. */
  prepare?(run: Run): void;
  run(run: Run): Promise<void>;
}

/** What plugs into the engine, which knows no clause. */
export interface Catalogue extends Checks {
  /** What each suite does to the target besides the requests of its checks. */
  readonly scenarios: Readonly<Record<Suite, readonly Scenario[]>>;
}
