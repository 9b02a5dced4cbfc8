import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Fault } from '../../mocks/faults/hooks.ts';
import { FAULTS } from '../../mocks/faults/index.ts';
import type { RunRecord } from '../../spec/generated/run-record.ts';
import { CATALOGUE } from '../../tests/catalogue.ts';
import { judge } from '../../verifier/judge.ts';
import { scopesOf, WITHOUT_PAGES, type FaultTask } from './plan.ts';
import { flagsOf, threwIn, type FaultResult } from './result.ts';
import { targetOf, withMock } from './target.ts';

/**
 * Judges a fault once, as a nightly run does: by all suites at standard depth or, where only a browser shows it, by the groups of
 * its clauses at quick depth. The record is kept as `ID.json`, so that its reports can be examined.
 */
export async function keepRecord(task: FaultTask, directory: string): Promise<FaultResult> {
  const fault = FAULTS.find(({ id }) => id === task.id);
  if (!fault) throw new Error(`There is no fault ${task.id}.`);
  const started = performance.now();
  const record = await recordOf(fault, task.seed);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${task.id}.json`), JSON.stringify(record));
  const flags = flagsOf(record.clauses).filter(({ how }) => how !== 'noted');
  const found = flags.some(({ clause }) => fault.clauses.includes(clause));
  const outcome = found ? 'killed' : flags.length > 0 ? 'wrong clause' : 'survived';
  const threw = threwIn(record.clauses);
  return { task, outcome, flags, threw, depth: record.depth, seconds: (performance.now() - started) / 1000 };
}

function recordOf(fault: Fault, seed: number): Promise<RunRecord> {
  const { narrow } = scopesOf(fault);
  const { suites, clauses, pages } = narrow.pages ? narrow : WITHOUT_PAGES;
  return withMock({ faults: [fault.id] }, (mock) =>
    judge(targetOf(mock, pages), {
      ...CATALOGUE,
      ...{ suites, seed, strict: true, depth: pages ? 'quick' : 'standard' },
      ...(clauses && { clauses }),
    }),
  );
}
