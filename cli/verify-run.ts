import { join, resolve } from 'node:path';
import { progressLines } from '../reports/console.ts';
import { checkKnownFindings } from '../reports/changes/known-findings.ts';
import { replaceFile } from '../reports/files.ts';
import { places } from '../reports/finish.ts';
import type { RunRecord } from '../reports/run.ts';
import { loadContract, type Contract } from '../spec/contract.ts';
import { CATALOGUE } from '../tests/catalogue.ts';
import type { Depth } from '../verifier/check-context.ts';
import { readConfig, type TargetConfig } from '../verifier/config.ts';
import { startEmbedded } from '../verifier/embedded.ts';
import { judge, TargetError } from '../verifier/judge.ts';
import { boundLine } from '../verifier/plan.ts';
import { abortedRecord } from '../verifier/record.ts';
import { newPlan } from '../verifier/run-state.ts';
import type { Shard } from '../verifier/shards.ts';
import type { Suite } from '../verifier/suites.ts';
import { UserError } from '../verifier/user-error.ts';
import { interruption } from './interruption.ts';
import { completed, publish, redactorOf, speaker } from './publish.ts';
import type { Redact } from '../spec/redact.ts';
import { acquireRunLock } from './run-lock.ts';
import { checkWritable } from './writable.ts';
import { timingLines } from './verify-timing.ts';

export interface VerifyOptions {
  suites: readonly Suite[];
  depth: Depth;
  seed: number;
  strict: boolean;
  json: boolean;
  /** Prints at the end where the time went. */
  timing?: boolean;
  /** Sends requests for a share of the clauses only. */
  shard?: Shard;
  /** Least share of the clauses that has to be tried, from 0 to 1. */
  minTried?: number;
  reportDir?: string;
  /** OpenAPI file to judge by, instead of the package's own. */
  spec?: string;
}

/**
 * Judges the target and writes the reports; the embedded mock where none is configured.
 * @param given the environment that names the target
 * @returns the exit code: 0 no clause failed, 1 a clause failed, 2 inconclusive
 * @throws UserError where the target cannot be judged, ContractError where the contract cannot be used
 */
export async function verify(options: VerifyOptions, given: NodeJS.ProcessEnv = process.env): Promise<number> {
  const began = performance.now();
  const spec = options.spec ?? (given.MITP_CONTRACT || undefined);
  const contract = loadContract(spec);
  const config = readConfig(given, contract.limit);
  const env = {
    ...given,
    ...(spec === undefined ? {} : { MITP_CONTRACT: resolve(spec) }),
    ...(options.reportDir === undefined ? {} : { MITP_REPORT_DIR: options.reportDir }),
  };
  knownFindingsOf(env, contract);
  checkWritable(env);
  const releaseLock = config === null ? undefined : await lockOrRecord(config, env, options);
  const embedded = config === null ? await startEmbedded(spec) : undefined;
  const startMs = performance.now() - began;
  const target = config ?? embedded?.config;
  try {
    if (target === undefined) throw new Error('there is a configured target or the embedded mock');
    return await judgeAndPublish(target, contract, env, options, { startMs, began });
  } finally {
    await embedded?.close();
    releaseLock?.();
  }
}

async function judgeAndPublish(
  config: TargetConfig,
  contract: Contract,
  env: NodeJS.ProcessEnv,
  options: VerifyOptions,
  { startMs, began }: { startMs: number; began: number },
): Promise<number> {
  const { suites, depth, seed, json } = options;
  const embedded = config.controlUrl !== undefined;
  let redact = redactorOf(env);
  const say = (lines: readonly string[]) => speaker(env, process, redact)(lines);
  const bound = embedded ? undefined : boundLine(depth, config.limit, config.windowSeconds);
  const cost = bound === undefined ? '' : ` (${bound})`;
  say([`judging ${config.baseUrl}${embedded ? ' (the embedded mock)' : ''}, depth ${depth}${cost}, seed ${seed}`]);
  const { signal, release } = interruption((line) => say([line]));
  let timing: Readonly<Record<string, number>> = {};
  try {
    const record = await judge(config, {
      ...CATALOGUE,
      ...{ contract, suites, depth, seed, signal },
      strict: options.strict || embedded,
      ...(options.shard === undefined ? {} : { shard: options.shard }),
      ...(options.minTried === undefined ? {} : { minTried: options.minTried }),
      preflight: true,
      onClause: (clause) => say(progressLines(clause)),
      onRedact: (ofRun) => (redact = redactorOf(env, ofRun)),
      onRecord: (unfinished) => save(unfinished, env, redact),
      onTiming: (parts) => (timing = parts),
      onProgress: (line) => say([line]),
    });
    const code = await publish(record, env, json, { redact, suites });
    if (options.timing)
      say(timingLines({ 'start of the embedded mock': startMs, ...timing }, performance.now() - began));
    return code;
  } catch (error) {
    if (error instanceof TargetError) await publish(error.record, env, json, { streams: silent(json), redact, suites });
    throw error;
  } finally {
    release();
  }
}

/** Locks the target for this run. Where another run has it, the record says so, too. */
async function lockOrRecord(
  config: TargetConfig,
  env: NodeJS.ProcessEnv,
  { suites, depth, seed, strict, json }: VerifyOptions,
): Promise<() => void> {
  try {
    return acquireRunLock(config.baseUrl, config.keys.active ?? '');
  } catch (error) {
    const record = abortedRecord(config, newPlan({ suites, depth, seed, strict }), (error as Error).message);
    await publish(record, env, json, { streams: silent(json), suites });
    throw error;
  }
}

/** The nightly report shows why there is no verdict; on the terminal one line is enough. */
const silent = (json: boolean) => ({
  stderr: { write: () => true },
  stdout: json ? process.stdout : { write: () => true },
});

/** Saves the unfinished record. A folder that cannot be written is reported at the end. */
function save(record: RunRecord, env: NodeJS.ProcessEnv, redact: Redact): void {
  try {
    replaceFile(join(places(env).reportDir, 'run.json'), redact(JSON.stringify(completed(record, env))));
  } catch {
    // Reported with the reports, which go to the same folder.
  }
}

/** A mistake in a file of the user's is theirs to correct. */
function knownFindingsOf(env: NodeJS.ProcessEnv, { operations }: Contract): void {
  try {
    checkKnownFindings(
      env,
      operations.map(({ id }) => id),
    );
  } catch (error) {
    throw new UserError((error as Error).message);
  }
}
