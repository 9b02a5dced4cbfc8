import type { ClauseId } from '../spec/clauses.ts';
import type { Depth } from './check.ts';
import type { TargetConfig } from './config.ts';
import { Run } from './run.ts';
import { SUITES, type Suite } from './session.ts';
import type { ClauseResult } from './verdict.ts';

export interface JudgeOptions {
  suites?: readonly Suite[];
  /** Judges these clauses alone, and asks only what they need. */
  clauses?: readonly ClauseId[];
  depth?: Depth;
  seed?: number;
  strict?: boolean;
}

/**
 * Judges a target in this process, without the test runner and without files: for `mitp prove` and for tests.
 * A suite's scenarios (bursts, the portal) are played only where all of its clauses are judged, or one that has no
 * questions of its own.
 * @returns the result of each clause judged, in catalogue order
 */
export async function judgeTarget(config: TargetConfig, options: JudgeOptions = {}): Promise<ClauseResult[]> {
  const { suites = ['contract'], clauses, depth = 'standard', seed = 1, strict = true } = options;
  const run = Run.inMemory(config, { suites, depth, seed, strict }, clauses);
  const chosen = SUITES.filter((suite) => suites.includes(suite));
  try {
    for (const suite of chosen) await run.gather(suite);
  } finally {
    await run.close();
  }
  return chosen.flatMap((suite) => run.checks(suite)).map(({ clause }) => run.judge(clause));
}
