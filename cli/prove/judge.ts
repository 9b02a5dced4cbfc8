import type { Fault } from '../../mocks/faults/hooks.ts';
import { FAULTS } from '../../mocks/faults/index.ts';
import { VARIANTS } from '../../mocks/faults/variants/index.ts';
import type { Depth } from '../../verifier/check-context.ts';
import { judgeTarget } from '../../tests/judge-target.ts';
import { scopesOf, WHOLE, WITHOUT_PAGES, type FaultTask, type ConformingTask, type Scope, type Task } from './plan.ts';
import { keepRecord } from './keep-record.ts';
import {
  flagsOf,
  aborted,
  threwIn,
  type FaultResult,
  type Flag,
  type ConformingResult,
  type Result,
} from './result.ts';
import { judgeRandom } from './random/judge.ts';
import { targetOf, withMock, type Form } from './target.ts';

/** How much is sent and judged. */
interface Attempt {
  readonly scope: Scope;
  readonly depth: Depth;
}

function judge(form: Form, { suites, clauses, pages }: Scope, depth: Depth, seed: number, busy = false) {
  return withMock(form, (mock) =>
    judgeTarget(
      { ...targetOf(mock, pages), ...(busy && { quietProvider: false }) },
      { suites, depth, seed, strict: true, ...(clauses && { clauses }) },
    ),
  );
}

/** The attempts at a fault, from the fewest requests to the most. */
function attemptsAt(fault: Fault, whole: boolean): Attempt[] {
  const { own, narrow, wide } = scopesOf(fault);
  const rest: Attempt[] = [
    { scope: wide, depth: 'standard' },
    { scope: wide, depth: 'full' },
  ];
  if (whole) return [{ scope: wide.pages ? WHOLE : WITHOUT_PAGES, depth: 'standard' }, ...rest];
  // A full key life in a browser takes several times as long as a short one, which shows most of the faults.
  if (narrow.pages) return [{ scope: narrow, depth: 'quick' }, { scope: own, depth: 'standard' }, ...rest];
  return [{ scope: narrow, depth: 'standard' }, ...rest];
}

/**
 * Starts a mock with the fault and judges it: first the groups of the clauses that it breaks, then everything judged with them,
 * then that again at full depth.
 */
async function judgeFault(task: FaultTask): Promise<FaultResult> {
  const fault = FAULTS.find(({ id }) => id === task.id);
  if (!fault) throw new Error(`There is no fault ${task.id}.`);
  const started = performance.now();
  let flags: Flag[] = [];
  let why: string[] = [];
  const threw = new Set<string>();
  for (const { scope, depth } of attemptsAt(fault, task.whole)) {
    const results = await judge({ faults: [fault.id] }, scope, depth, task.seed);
    const all = flagsOf(results);
    for (const one of threwIn(results)) threw.add(one);
    why = results
      .filter(({ id }) => fault.clauses.includes(id))
      .map(({ id, verdict, reason, checked }) => `${id} ${verdict}: ${reason ?? `${checked} tried`}`);
    const noted = await noteworthy(fault, all, { scope, depth }, task.seed);
    flags = all.filter(({ how }) => how !== 'noted').concat(noted);
    if (!flags.some(({ clause }) => fault.clauses.includes(clause))) continue;
    return { task, outcome: 'killed', flags, depth, threw: [...threw], seconds: (performance.now() - started) / 1000 };
  }
  const outcome = flags.length > 0 ? 'wrong clause' : 'survived';
  return {
    ...{ task, outcome, flags, why },
    ...{ depth: 'full', threw: [...threw], seconds: (performance.now() - started) / 1000 },
  };
}

/** The notes that the fault caused: those of its own clauses that a conforming server does not get. */
async function noteworthy(
  fault: Fault,
  flags: readonly Flag[],
  { scope, depth }: Attempt,
  seed: number,
): Promise<Flag[]> {
  const noted = flags.filter(({ how, clause }) => how === 'noted' && fault.clauses.includes(clause));
  if (noted.length === 0) return [];
  const usual = flagsOf(await judge({}, scope, depth, seed)).map(({ message }) => message);
  return noted.filter(({ message }) => !usual.includes(message));
}

/** Lets every suite judge a conforming server. Everything flagged beyond the warnings that a variant may get is a false alarm. */
async function judgeConforming(task: ConformingTask): Promise<ConformingResult> {
  const { limiter, size, seed, variant, pages } = task;
  const started = performance.now();
  const tolerated = VARIANTS.find(({ id }) => id === variant)?.clauses ?? [];
  const form: Form = { limiter, size, seed, ...(variant !== null && { catalogue: VARIANTS, faults: [variant] }) };
  const scope = pages ? WHOLE : WITHOUT_PAGES;
  const busy = VARIANTS.find(({ id }) => id === variant)?.busy ?? false;
  const results = await judge(form, scope, 'standard', seed, busy);
  const level = (id: string) => results.find((result) => result.id === id)?.level;
  const alarms = flagsOf(results).filter(({ clause, how }) => {
    if (how === 'noted') return false;
    // The embedded mock is judged strictly: a fail of an assumed clause is a warning elsewhere.
    return !(tolerated.includes(clause) && (how === 'warn' || level(clause) === 'A'));
  });
  const notRun = results
    .filter(({ verdict }) => verdict === 'not-run')
    .map(({ id, reason }) => `${id}: ${reason ?? ''}`);
  return { task, alarms, notRun, threw: threwIn(results), seconds: (performance.now() - started) / 1000 };
}

/** Performs one task; an error is part of its result. */
export async function perform(task: Task): Promise<Result> {
  try {
    if (task.kind === 'random') return await judgeRandom(task);
    if (task.kind === 'fault' && task.records !== undefined) return await keepRecord(task, task.records);
    return await (task.kind === 'fault' ? judgeFault(task) : judgeConforming(task));
  } catch (error) {
    return aborted(task, error);
  }
}
