import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory, replaceFile } from '../reports/files.ts';
import { places } from '../reports/finish.ts';
import type { RunRecord } from '../reports/run.ts';
import { visibleLines } from '../reports/safe.ts';
import { targetsExitCode, targetsPage, targetsSummary, type TargetResult } from '../reports/targets.ts';
import { environmentSecrets, redactor } from '../spec/redact.ts';
import { UserError } from '../verifier/user-error.ts';
import { chooseTarget } from './environment/target.ts';
import { readTargets, type NamedTarget } from './environment/targets-file.ts';
import { verify, type VerifyOptions } from './verify-run.ts';

/**
 * Judges the targets of a file one after the other, each with its own quota, in its own folder below the report directory;
 * `index.html` and `summary.md` cover all of them.
 * @param only the one target to judge, such as that of a matrix
 * @returns the exit code: 1 where a target is broken, else 2 where one is inconclusive, else 0
 */
export async function verifyTargets(
  file: string,
  only: string | undefined,
  options: VerifyOptions,
  given: NodeJS.ProcessEnv,
): Promise<number> {
  const all = readTargets(file, given);
  const wanted = all.filter(({ name }) => only === undefined || name === only);
  if (wanted.length === 0)
    throw new UserError(`${file} has no target "${only ?? ''}": there is ${all.map(({ name }) => name).join(', ')}.`);
  const reportDir = options.reportDir ?? places(given).reportDir;
  let stopped = false;
  const stop = () => (stopped = true);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  const results: TargetResult[] = [];
  for (const target of wanted) {
    if (stopped) results.push({ name: target.name, exitCode: 2, problem: 'the run was stopped before' });
    else results.push(await judged(target, { ...options, reportDir: join(reportDir, target.name) }));
  }
  makeDirectory(reportDir);
  if (only === undefined) {
    replaceFile(join(reportDir, 'summary.md'), targetsSummary(results));
    replaceFile(join(reportDir, 'index.html'), targetsPage(results));
    process.stderr.write(`\n${targetsSummary(results)}\n`);
  }
  return targetsExitCode(results);
}

/** A message about a variable of the target, with the one that the user has to set. */
const withHolders = (message: string, { keys }: NamedTarget): string =>
  message.replace(/^(MITP_\w+) is not set/, (whole, variable: string) => {
    const from = keys.get(variable);
    return from === undefined || from === variable ? whole : `${from}, which holds ${variable}, is not set`;
  });

async function judged(target: NamedTarget, options: VerifyOptions): Promise<TargetResult> {
  const { name, env: own } = target;
  process.stderr.write(`\ntarget ${name}\n`);
  // A history folder that is set for all gets a folder for each: runs of different targets must not be compared.
  const history = own.MITP_HISTORY_DIR ? { MITP_HISTORY_DIR: join(own.MITP_HISTORY_DIR, name) } : {};
  let [exitCode, problem] = [2, undefined as string | undefined];
  const began = Date.now();
  try {
    const { env, notes } = chooseTarget({ ...own, ...history }, { requireTarget: true, embedded: false });
    for (const note of notes) process.stderr.write(`note  ${note}\n`);
    exitCode = await verify(options, env);
  } catch (error) {
    problem = redactor(environmentSecrets(own))(visibleLines(withHolders((error as Error).message, target)));
    process.stderr.write(`mitp: ${name}: ${problem}\n`);
  }
  const record = join(options.reportDir ?? '', 'run.json');
  const run = existsSync(record) ? (JSON.parse(readFileSync(record, 'utf8')) as RunRecord) : undefined;
  // A record of an earlier night does not count.
  const fresh = run && Date.parse(run.finishedAt) >= began;
  return { name, exitCode, ...(problem !== undefined && { problem }), ...(fresh && { run }) };
}
