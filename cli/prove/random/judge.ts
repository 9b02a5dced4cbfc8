import { judgeTarget } from '../../../tests/judge-target.ts';
import { type RandomTask, WITHOUT_PAGES } from '../plan.ts';
import { flagsOf, threwIn, type RandomResult } from '../result.ts';
import { targetOf, withMock } from '../target.ts';
import { randomMutation } from './mutation.ts';

/** Depths in turn: what `standard` finds `full` finds as well. */
const DEPTHS = ['standard', 'full'] as const;

/** Makes the task's mutation and judges a mock with it, by every suite that needs no browser, until it is found. */
export async function judgeRandom(task: RandomTask): Promise<RandomResult> {
  const started = performance.now();
  const mutation = await randomMutation(task.seed, task.number);
  const { fault, condition, change } = mutation;
  const told = { sentence: fault.sentence, condition: condition.kind, change: change.kind };
  let changed = 0;
  const threw = new Set<string>();
  for (const depth of DEPTHS) {
    const before = mutation.fired();
    const results = await withMock({ catalogue: [fault], faults: [fault.id] }, (mock) =>
      judgeTarget(targetOf(mock, false), {
        suites: WITHOUT_PAGES.suites,
        depth,
        seed: task.seed + task.number,
        strict: true,
      }),
    );
    changed = mutation.fired() - before;
    for (const one of threwIn(results)) threw.add(one);
    const flags = flagsOf(results).filter(({ how }) => how !== 'noted');
    const seconds = (performance.now() - started) / 1000;
    if (flags.length > 0) return { task, ...told, depth, flags, changed, threw: [...threw], seconds };
  }
  const seconds = (performance.now() - started) / 1000;
  return { task, ...told, depth: null, flags: [], changed, threw: [...threw], seconds };
}
