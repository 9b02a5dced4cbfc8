import { clause, type ClauseId, type Group } from '../spec/clauses.ts';
import { loadContract, type Contract } from '../spec/contract.ts';
import type { ClauseRecord, RunRecord } from '../spec/generated/run-record.ts';
import type { Redact } from '../spec/redact.ts';
import type { Depth } from './check.ts';
import type { TargetConfig } from './config.ts';
import { preflight } from './preflight.ts';
import { recordOf } from './record.ts';
import { newPlan } from './run-state.ts';
import type { Catalogue } from './scenario.ts';
import { Scheduler } from './scheduler.ts';
import { Run } from './run.ts';
import { groupsOf, inShard, type Shard } from './shards.ts';
import { SUITES, suiteOf, type Suite } from './suites.ts';
import { tooLittleTried, triedOf } from './tried.ts';
import { UserError } from './user-error.ts';
import type { ClauseResult } from './verdict.ts';

/** What a record says that was written before the end of its run. */
const UNFINISHED = 'the run did not get to its end';

/** What the reason of a clause begins with whose check threw. */
export const CHECK_FAILED = 'its check failed: ';

/** How often the record is made while clauses are judged. */
const SAVE_EVERY_MS = 1_000;

/** How a target is judged; all but the catalogue has a default. */
export interface JudgeOptions extends Catalogue {
  /** What is judged by; our own contract unless said. */
  readonly contract?: Contract;
  readonly suites?: readonly Suite[];
  /** Judges these clauses alone, and sends only what they need. */
  readonly clauses?: readonly ClauseId[];
  /** Acts for a share of the clauses alone, and judges all by what it saw: `mergeShards` makes one record of all shares. */
  readonly shard?: Shard;
  readonly depth?: Depth;
  /** Repeats the choices of an earlier run. */
  readonly seed?: number;
  /** Whether a broken clause that is only assumed fails, not warns. */
  readonly strict?: boolean;
  /** The least share of the clauses that has to be tried for a verdict, from 0 to 1; what is configured, less a tenth, unless said. */
  readonly minTried?: number;
  /** Sees first, with one request, that the target is there, is the API and knows the key. */
  readonly preflight?: boolean;
  /** Aborting it ends the run early: what was sent by then is judged. */
  readonly signal?: AbortSignal;
  /** Takes each clause as it is judged. */
  readonly onClause?: (clause: ClauseRecord) => void;
  /** Takes the record as far as the run has come, now and then: a crash loses no more than what came after. */
  readonly onRecord?: (record: RunRecord) => void;
  /** Takes a line on how far the run has come. */
  readonly onProgress?: (line: string) => void;
  /** Takes what hides this run's key values, those made during it too, so that whoever writes can do it last. */
  readonly onRedact?: (redact: Redact) => void;
  /** Takes real milliseconds by the part of the run that took them, at its end. */
  readonly onTiming?: (timing: Readonly<Record<string, number>>) => void;
}

/** The target cannot be judged at all; `record` says so of every clause. */
export class TargetError extends UserError {
  readonly record: RunRecord;

  constructor(message: string, record: RunRecord) {
    super(message);
    this.record = record;
  }
}

/**
 * Judges a target: sends what the checks need within what the depth may cost, runs the scenarios of the suites, then
 * judges each clause from the evidence. What goes wrong on the way is in the record, and loses no verdict.
 * @returns the record of the run, every clause in it
 * @throws TargetError where `preflight` finds a target that cannot be judged
 */
export async function judge(config: TargetConfig, options: JudgeOptions): Promise<RunRecord> {
  const { suites = SUITES, shard, depth = 'standard', seed = 1, strict = false, signal, onProgress } = options;
  const groups = shard && groupsOf(shard, suites);
  const clauses = groups ? clausesOf(options, groups) : options.clauses;
  const acting = SUITES.filter((suite) => groups?.some((group) => suiteOf(group) === suite) ?? suites.includes(suite));
  const run = new Run(config, newPlan({ suites: acting, depth, seed, strict }), {
    contract: options.contract ?? loadContract(),
    catalogue: options,
    ...(clauses === undefined ? {} : { clauses }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
    onKeep: () => unfinished(),
  });
  options.onRedact?.((text, mark) => run.secrets.hide(text, mark));
  const scheduler = new Scheduler(run, options.scenarios);
  const results = new Map<string, ClauseRecord>();
  const errors: string[] = [];
  const made = (problems: readonly string[]) => ({
    ...recordOf(run, { results, errors: problems }),
    ...(shard === undefined ? {} : { shard: { ...shard } }),
  });
  const record = () => made(errors);
  const unfinished = () => options.onRecord?.(made([...errors, UNFINISHED]));
  try {
    if (options.preflight) await checkTarget(run, errors, record);
    for (const suite of acting) {
      unfinished();
      await gather(scheduler, run, suite, errors);
    }
  } finally {
    await run.close();
  }
  let saved = performance.now();
  const chosen = SUITES.filter((suite) => suites.includes(suite));
  const judging = (suite: Suite) => (groups ? options.checks[suite] : run.checks(suite));
  for (const { clause: id } of chosen.flatMap(judging)) {
    const result = inShard(judgeClause(run, id, errors), groups);
    results.set(id, result);
    options.onClause?.(result);
    if (performance.now() - saved < SAVE_EVERY_MS) continue;
    saved = performance.now();
    unfinished();
  }
  options.onTiming?.(run.state.timing);
  if (clauses !== undefined) return record();
  const judged = [...results.values()];
  // Whoever stopped it knows why.
  if (signal?.aborted !== true) errors.push(...tooLittleTried(judged, options.minTried));
  return { ...record(), tried: triedOf(judged, options.minTried) };
}

/** The clauses of some groups that have a check. */
function clausesOf({ checks }: Catalogue, groups: readonly Group[]): ClauseId[] {
  const ids = Object.values(checks).flatMap((all) => all.map(({ clause: id }) => id));
  return ids.filter((id) => groups.includes(clause(id).group));
}

async function checkTarget(run: Run, errors: string[], record: () => RunRecord): Promise<void> {
  try {
    await preflight(run);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    errors.push(run.secrets.hide(error.message));
    throw new TargetError(error.message, record());
  }
}

/** A suite that cannot go on loses nothing: what was gathered by then is judged, and the error is told. */
async function gather(scheduler: Scheduler, run: Run, suite: Suite, errors: string[]): Promise<void> {
  try {
    await scheduler.gather(suite);
  } catch (error) {
    errors.push(run.secrets.hide(error instanceof Error ? error.message : String(error)));
  }
}

/** A check that throws makes its own clause not-run, with the message. */
function judgeClause(run: Run, id: ClauseId, errors: string[]): ClauseRecord {
  const { sentence } = clause(id);
  try {
    return { ...recorded(run.judge(id)), sentence };
  } catch (error) {
    const reason = `${CHECK_FAILED}${run.secrets.hide(error instanceof Error ? error.message : String(error))}`;
    errors.push(`${id}: ${reason}`);
    return { id, level: clause(id).level, sentence, verdict: 'not-run', reason, checked: 0, findings: [], notes: [] };
  }
}

function recorded({ findings, notes, ...result }: ClauseResult): ClauseRecord {
  return { ...result, findings: [...findings], notes: [...notes] };
}
