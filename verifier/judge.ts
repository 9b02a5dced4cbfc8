import { clause, type ClauseId, type Group } from '../spec/clauses.ts';
import { loadContract, type Contract } from '../spec/contract.ts';
import type { ClauseRecord, RunRecord } from '../spec/generated/run-record.ts';
import type { Redact } from '../spec/redact.ts';
import type { Depth } from './check-context.ts';
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

/** The error in a record that was written before the end of its run. */
const UNFINISHED = 'the run did not get to its end';

/** What a clause without a verdict shows. */
const NOTHING = { checked: 0, findings: [], notes: [] };

/** How the reason of a clause begins whose check threw. */
export const CHECK_FAILED = 'its check failed: ';

/** How often the record is written while clauses are judged. */
const SAVE_EVERY_MS = 1_000;

/** How a target is judged; everything but the catalogue has a default. */
export interface JudgeOptions extends Catalogue {
  /** The contract to judge by; the package's own unless set. */
  readonly contract?: Contract;
  readonly suites?: readonly Suite[];
  /** Judges only these clauses, and sends only what they need. */
  readonly clauses?: readonly ClauseId[];
  /**
   * Sends requests for a share of the clauses only, and judges every clause by the responses: `mergeShards` combines the records.
   */
  readonly shard?: Shard;
  readonly depth?: Depth;
  /** Repeats the choices of an earlier run with the same seed. */
  readonly seed?: number;
  /** Whether a broken clause that is only assumed fails instead of warning. */
  readonly strict?: boolean;
  /**
   * The least share of the clauses that a verdict needs, from 0 to 1. Unless set: nine tenths of what the configuration allows.
   */
  readonly minTried?: number;
  /** Checks first, with one request, that the target is reachable, is the API and accepts the key. */
  readonly preflight?: boolean;
  /** Aborting it ends the run early: what was recorded by then is judged. */
  readonly signal?: AbortSignal;
  /** Takes each clause once it is judged. */
  readonly onClause?: (clause: ClauseRecord) => void;
  /** Takes the unfinished record now and then, so that a crash loses little. */
  readonly onRecord?: (record: RunRecord) => void;
  /** Takes a line on the progress of the run. */
  readonly onProgress?: (line: string) => void;
  /** Takes a function that hides this run's key values, those generated during the run too. Apply it last, before writing. */
  readonly onRedact?: (redact: Redact) => void;
  /** Takes, at the end, the real milliseconds that each part of the run took. */
  readonly onTiming?: (timing: Readonly<Record<string, number>>) => void;
}

/** The target cannot be judged at all; in `record` every clause is not-run with the reason. */
export class TargetError extends UserError {
  readonly record: RunRecord;

  constructor(message: string, record: RunRecord) {
    super(message);
    this.record = record;
  }
}

/**
 * Judges a target: sends what the checks need within the limits of the depth, runs the scenarios of the suites, then judges each
 * clause from the evidence. Errors on the way are in the record, and lose no verdict.
 * @returns the record of the run, with every clause
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
    unfinished();
    await gather(scheduler, run, errors);
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
  // A user who stopped the run knows why so little was tried.
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

/** An error on the way loses no evidence: it goes into `errors`, and what was recorded by then is judged. */
async function gather(scheduler: Scheduler, run: Run, errors: string[]): Promise<void> {
  try {
    await scheduler.gather();
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
    return { id, level: clause(id).level, sentence, verdict: 'not-run', reason, because: 'lost', ...NOTHING };
  }
}

function recorded({ findings, notes, ...result }: ClauseResult): ClauseRecord {
  return { ...result, findings: [...findings], notes: [...notes] };
}
