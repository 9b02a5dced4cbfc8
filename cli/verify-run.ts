import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { checkKnownFindings } from '../reports/changes/known-findings.ts';
import { asset } from '../spec/asset.ts';
import { loadContract } from '../spec/contract.ts';
import { readConfig } from '../verifier/config.ts';
import { startEmbedded, type EmbeddedTarget } from '../verifier/embedded.ts';
import { boundLine } from '../verifier/plan.ts';
import { preflight } from '../verifier/preflight.ts';
import { Run } from '../verifier/run.ts';
import { Session, type SessionPlan } from '../verifier/session.ts';
import { UserError } from '../verifier/user-error.ts';
import { acquireRunLock } from './run-lock.ts';
import { here } from './here.ts';
import { timingLines } from './verify-timing.ts';
import { recordAborted } from './aborted.ts';

export interface VerifyOptions extends Pick<SessionPlan, 'suites' | 'depth' | 'seed' | 'strict'> {
  json: boolean;
  /** Says at the end where the time went. */
  timing?: boolean;
  reportDir?: string;
  /** OpenAPI file to judge by, in place of the package's own. */
  spec?: string;
}

/**
 * Judges the target: starts the embedded mock where none is configured, sees that the target can be judged at all,
 * then runs the suites in Playwright, whose reporter writes the record and the reports.
 * @param given the environment that names the target
 * @returns the exit code: 0 no clause failed, 1 a clause failed, 2 could not judge
 * @throws UserError where the target cannot be judged, ContractError where the contract cannot be judged by
 */
export async function verify(options: VerifyOptions, given: NodeJS.ProcessEnv = process.env): Promise<number> {
  const { suites, depth, seed, strict } = options;
  const spec = options.spec ?? (given.MITP_CONTRACT || undefined);
  const { operations } = loadContract(spec);
  const config = readConfig(given);
  asUserError(() =>
    checkKnownFindings(
      given,
      operations.map(({ id }) => id),
    ),
  );
  const session = createSession({ suites, depth, seed, strict });
  const began = performance.now();
  let embedded: EmbeddedTarget | undefined;
  let giveBack: (() => void) | undefined;
  try {
    if (config !== null) {
      giveBack = acquireRunLock(config.baseUrl, config.keys.active ?? '');
    } else {
      embedded = await startEmbedded(spec);
      session.spend('start of the embedded mock', performance.now() - began);
    }
    const env = environment(given, session, embedded, options);
    const run = Run.open(env);
    const bound = embedded ? undefined : boundLine(depth);
    const cost = bound === undefined ? '' : ` (${bound})`;
    say(`judging ${run.config.baseUrl}${embedded ? ' (the embedded mock)' : ''}, depth ${depth}${cost}, seed ${seed}`);
    await preflight(run);
    const suitesBegan = performance.now();
    const code = await runSuites(session, env, suites);
    const ended = performance.now();
    if (options.timing) say(timingLines(session.state.timing, { suites: ended - suitesBegan, all: ended - began }));
    return code;
  } catch (error) {
    if (error instanceof UserError) {
      const directory = options.reportDir ?? (given.MITP_REPORT_DIR || 'reports/out');
      recordAborted(session, error.message, { ...given, MITP_REPORT_DIR: directory }, options.json);
    }
    throw error;
  } finally {
    await embedded?.close();
    giveBack?.();
    session.remove();
  }
}

/** What is wrong with a file of the user's is theirs to mend. */
function asUserError(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new UserError((error as Error).message);
  }
}

/** The folder that the run's processes share. A system that has no room for it is the user's to mend. */
function createSession(plan: Parameters<typeof Session.create>[0]): Session {
  try {
    return Session.create(plan);
  } catch (error) {
    const why = (error as Error).message;
    throw new UserError(`cannot write to the temporary folder: ${why}. Make room, or name another folder in TMPDIR.`);
  }
}

function environment(
  given: NodeJS.ProcessEnv,
  session: Session,
  embedded: EmbeddedTarget | undefined,
  options: VerifyOptions,
): NodeJS.ProcessEnv {
  // A file .env may have switched these on after the start; their logs would tell what is sent and typed.
  const { DEBUG: _debug, DEBUG_FILE: _file, PWDEBUG: _inspector, NODE_DEBUG: _node, ...quiet } = given;
  return {
    ...quiet,
    ...embedded?.env,
    MITP_SESSION: session.dir,
    ...(options.strict || embedded ? { MITP_STRICT: '1' } : {}),
    ...(options.json ? { MITP_JSON: '1' } : {}),
    ...(options.spec === undefined ? {} : { MITP_CONTRACT: resolve(options.spec) }),
    ...(options.reportDir === undefined ? {} : { MITP_REPORT_DIR: options.reportDir }),
  };
}

/** Runs the suites in a process group of their own: Ctrl-C reaches them once, by us, and they still write the verdict. */
async function runSuites(session: Session, env: NodeJS.ProcessEnv, suites: readonly string[]): Promise<number> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  const args = [
    'test',
    `--config=${asset(here('playwright.config'))}`,
    `--reporter=${asset(here('reports/reporter'))}`,
    `--output=${join(session.dir, 'playwright')}`,
    '--workers=1',
    ...suites.map((suite) => `--project=${suite}`),
  ];
  const child = spawn(process.execPath, [cli, ...args], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  // The first time the suites stop asking and judge what there is; the second time they are ended.
  let stopping = false;
  const forward = (signal: NodeJS.Signals) => {
    if (stopping) return void child.kill(signal);
    stopping = true;
    session.requestStop();
    say('stopping: what was asked is judged, the rest is not-run (once more to end at once)');
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, forward);
  try {
    await new Promise<void>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', () => resolve());
    });
    return exitCodeOf(session) || (stopping ? 2 : 0);
  } finally {
    for (const signal of signals) process.off(signal, forward);
  }
}

/** The exit code that the reporter left; without one the runner did not get to judge (its own message says why). */
function exitCodeOf(session: Session): number {
  try {
    const { exitCode } = JSON.parse(readFileSync(join(session.dir, 'exit.json'), 'utf8')) as { exitCode: unknown };
    return exitCode === 0 || exitCode === 1 ? exitCode : 2;
  } catch {
    return 2;
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
