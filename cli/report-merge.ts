import { basename, join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { exitCode } from '../reports/exit-code.ts';
import { makeDirectory, replaceFile } from '../reports/files.ts';
import { places } from '../reports/finish.ts';
import { mergeShards } from '../reports/merge.ts';
import type { RunRecord } from '../reports/run.ts';
import { targetsExitCode, targetsPage, targetsSummary } from '../reports/targets.ts';
import { tooLittleTried, triedOf } from '../verifier/tried.ts';
import { UserError } from '../verifier/user-error.ts';
import { suiteOf, type Suite } from '../verifier/suites.ts';
import { clauses } from '../spec/clauses.ts';
import { foundIn, type Found, type FoundRun } from './found-records.ts';
import type { Proof } from './prove/report.ts';
import { publish } from './publish.ts';

/** `mitp report merge RUN...`: one record of the shards of a run or a proof; one page across the runs of several targets. */
export function mergeCommand(given: NodeJS.ProcessEnv): Command {
  return new Command('merge')
    .description(
      'Make one record of shards (mitp verify --shard, mitp prove --shard), or one page for several targets.',
    )
    .argument('<run...>', 'report folders, a folder that holds them, or files run.json or prove.json')
    .option('--report-dir <dir>', 'folder of the reports (default: MITP_REPORT_DIR, or reports/out)')
    .option('--json', 'print the merged record to stdout')
    .action(async (paths: readonly string[], _: unknown, command: Command) => {
      // The command above has options of the same names, and takes them first.
      const { reportDir, json = false } = command.optsWithGlobals<{ reportDir?: string; json?: boolean }>();
      const env = { ...given, ...(reportDir === undefined ? {} : { MITP_REPORT_DIR: reportDir }) };
      const out = resolve(places(env).reportDir);
      process.exitCode = await merge(foundIn(paths, out), env, json);
    });
}

async function merge({ runs, proofs }: Found, env: NodeJS.ProcessEnv, json: boolean): Promise<number> {
  if (proofs.length > 0 && runs.length > 0) throw new UserError('runs and proofs are not merged with each other.');
  if (proofs.length > 0) return mergeProof(proofs, env, json);
  const live = runs.filter(({ run }) => !run.target.embedded);
  if (live.length === 0) return mergeRuns(runs, env, json);
  if (live.length < runs.length)
    throw new UserError('runs of the embedded mock and of live targets are not merged with each other.');
  if (json) throw new UserError('--json prints one record, and several targets have one each: see their run.json.');
  return acrossTargets(runs, env);
}

async function mergeProof(proofs: readonly Proof[], env: NodeJS.ProcessEnv, json: boolean): Promise<number> {
  const [{ mergeProofs }, { proofExitCode, proofLines, writeProof }] = await Promise.all([
    import('./prove/merge.ts'),
    import('./prove/report.ts'),
  ]);
  const proof = mergeProofs(proofs);
  const { reportDir } = places(env);
  writeProof(proof, reportDir);
  if (json) process.stdout.write(`${JSON.stringify(proof, null, 2)}\n`);
  process.stderr.write(`${proofLines(proof, reportDir)}\n`);
  return proofExitCode(proof);
}

async function mergeRuns(found: readonly FoundRun[], env: NodeJS.ProcessEnv, json: boolean): Promise<number> {
  let record: RunRecord;
  try {
    record = mergeShards(found.map(({ run }) => run));
  } catch (error) {
    throw new UserError(`${(error as Error).message}.`);
  }
  const selected = clausesOf(record, record.invocation?.suites as readonly Suite[] | undefined);
  const judged = { ...record, tried: triedOf(selected), errors: [...record.errors, ...tooLittleTried(selected)] };
  return publish(judged, env, json, { isComplete: true });
}

const clausesOf = (record: RunRecord, suites: readonly Suite[] | undefined) => {
  const wanted = clauses().filter(({ group }) => suites?.includes(suiteOf(group)) ?? true);
  return record.clauses.filter(({ id }) => wanted.some((clause) => clause.id === id));
};

/** Each target keeps its own report, because its quota and rows are its own. */
function acrossTargets(found: readonly FoundRun[], env: NodeJS.ProcessEnv): number {
  const { reportDir } = places(env);
  const results = found.map(({ folder, run }) => {
    const place = relative(resolve(reportDir), folder).replaceAll('\\', '/');
    return { name: basename(folder), place, exitCode: exitCode(run), run };
  });
  const twice = results.find(({ run }, at) => results.some((one, other) => other < at && one.run.id === run.id));
  if (twice !== undefined) throw new UserError(`the run in ${twice.place} is given twice.`);
  makeDirectory(reportDir);
  replaceFile(join(reportDir, 'summary.md'), targetsSummary(results));
  replaceFile(join(reportDir, 'index.html'), targetsPage(results));
  process.stderr.write(`${targetsSummary(results)}\nReport: ${resolve(reportDir, 'index.html')}\n`);
  return targetsExitCode(results);
}
