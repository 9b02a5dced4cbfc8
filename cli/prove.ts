import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';

import { Command, InvalidArgumentError, Option } from 'commander';

import { FAULTS } from '../mocks/faults/index.ts';
import { HABITS } from '../mocks/faults/variants/habits.ts';
import { VARIANTS } from '../mocks/faults/variants/index.ts';
import { count } from '../reports/words.ts';
import type { Shard } from '../verifier/shards.ts';
import { UserError } from '../verifier/user-error.ts';
import { interruption } from './interruption.ts';
import { checkWritable } from './writable.ts';
import { headlineLine, headlinesIn, headlinesText } from './prove/headlines.ts';
import { faultTasks, conformingTasks, nameOf, shareOf } from './prove/plan.ts';
import { performAll } from './prove/pool.ts';
import { Remaining } from './prove/remaining.ts';
import { type Proof, proofExitCode, proofLines, writeProof } from './prove/report.ts';
import { proveRandom } from './prove/random/prove-random.ts';
import type { ConformingResult, FaultResult, RandomResult, Result } from './prove/result.ts';
import { shardOf } from './shard.ts';
import { wholeNumber } from './options.ts';

interface ProveFlags {
  readonly class: readonly string[];
  readonly fault: readonly string[];
  readonly jobs: number;
  readonly seed: number;
  readonly conforming: boolean;
  readonly faults: boolean;
  readonly reportDir: string;
  readonly json?: boolean;
  readonly list?: boolean;
  readonly clients?: true | readonly string[];
  readonly random?: number;
  readonly records?: true;
  readonly shard?: Shard;
}

const CLASSES = [...new Set(FAULTS.map((fault) => fault.class))];

const HELP = `
Without --class and --fault it judges every fault and every conforming server: some 20 minutes on two cores. Ctrl-C ends
it, and what was found so far is written.

Exit code: 0 all found and no false alarm; 1 a fault survived, an alarm is false, or too few mutations were found; 2 a
run was aborted, or the command has a mistake; 130 stopped by Ctrl-C.`;

/** `mitp prove`: runs the suites against every fault, and every conforming server, and shows what they found. */
export function proveCommand(): Command {
  return new Command('prove')
    .addOption(new Option('--class <class...>', 'only the faults of these classes').choices(CLASSES).default([], 'all'))
    .addOption(
      new Option('--fault <id...>', 'only these faults (--list names them)').argParser(faultIds).default([], 'all'),
    )
    .option('--no-conforming', 'leave the conforming servers out')
    .option('--no-faults', 'leave the faults out')
    .option(
      '--jobs <number>',
      'processes that work at the same time',
      wholeNumber(1, 999),
      Math.max(1, Math.min(4, availableParallelism())),
    )
    .option('--seed <number>', 'another seed makes other requests', wholeNumber(0, 999_999_999), 1)
    .option('--report-dir <dir>', 'folder of the kill matrix', join('reports', 'out', 'prove'))
    .option('--json', 'print the proof to stdout, as JSON')
    .option(
      '--clients [name...]',
      'drill the clients of the catalogue instead: all, or these clients and defects (checkout only)',
    )
    .option(
      '--random <number>',
      'judge this many random mutations of conforming responses instead',
      wholeNumber(0, 999_999_999),
    )
    .option(
      '--records',
      'judge each fault once, as a nightly run does; keep its record in REPORT-DIR/records and count the first headlines',
    )
    .addOption(
      new Option(
        '--shard <i/n>',
        'only this share of the tasks, such as 1/4; mitp report merge makes one proof of all',
      ).argParser(shardOf),
    )
    .option('--list', 'list the faults and variants, and run nothing')
    .addHelpText('after', HELP)
    .action(async (flags: ProveFlags) => {
      if (flags.shard && (flags.clients !== undefined || flags.random !== undefined || flags.records))
        throw new UserError('--shard splits the faults and conforming servers alone.');
      if (flags.clients !== undefined) {
        const { proveClientRules } = await import('./prove-clients.ts');
        const picked = flags.clients === true ? [] : flags.clients;
        process.exitCode = await proveClientRules(flags.reportDir, flags.json === true, picked);
      } else if (flags.list) list();
      else if (flags.random === undefined) process.exitCode = await prove(flags);
      else process.exitCode = await proveRandom({ ...flags, random: flags.random });
    });
}

/** The faults, then the conforming variants: all that `--fault` and `--variant` of `mitp mock` take. */
function list(): void {
  const variants = [...VARIANTS, ...HABITS];
  for (const { id, class: group, sentence, clauses } of [...FAULTS, ...variants]) {
    const breaks = group === 'variant' ? '' : clauses.join(' ');
    process.stdout.write(`${group.padEnd(10)} ${id.padEnd(30)} ${breaks.padEnd(22)} ${sentence}\n`);
  }
  const breaking = FAULTS.filter(({ clauses }) => clauses.length > 0).length;
  process.stderr.write(
    `${FAULTS.length} faults, ${breaking} of which break a clause; ${variants.length} variants that break none\n`,
  );
}

async function prove(flags: ProveFlags): Promise<number> {
  const { seed, jobs, reportDir } = flags;
  const all = flags.class.length + flags.fault.length === 0;
  const records = flags.records && resolve(reportDir, 'records');
  // The slow ones first, so that no process is left alone with them at the end.
  const whole = [
    ...(all && flags.conforming && !records ? conformingTasks(seed) : []),
    ...(flags.faults ? faultTasks(seed, { classes: flags.class, faults: flags.fault, records }) : []),
  ];
  if (whole.length === 0)
    throw new UserError('there is nothing to prove: no clause forbids these faults. mitp prove --list names them all.');
  if (flags.shard && flags.shard.of > whole.length)
    throw new UserError(
      `there ${whole.length === 1 ? 'is' : 'are'} ${count(whole.length, 'task')}, and no work for more shards.`,
    );
  const tasks = shareOf(whole, flags.shard);
  const startedAt = new Date().toISOString();
  const started = performance.now();
  checkWritable(process.env, reportDir);
  const stop = interruption((line) => void process.stderr.write(`${line}\n`), {
    stopping: 'stopping: the matrix of what is done is written',
    waiting: 'still writing; once more ends at once',
  });
  const left = new Remaining(tasks);
  const results = await performAll(
    tasks,
    jobs,
    (result) => process.stderr.write(`${left.after(result.task)} ${told(result as FaultResult | ConformingResult)}\n`),
    stop.signal,
  );
  const order = new Map(tasks.map((task, at) => [nameOf(task), at]));
  results.sort((a, b) => (order.get(nameOf(a.task)) ?? 0) - (order.get(nameOf(b.task)) ?? 0));
  const proof: Proof = {
    seed,
    startedAt,
    seconds: (performance.now() - started) / 1000,
    undone: tasks.length - results.length,
    ...(flags.shard && { shard: { ...flags.shard, tasks: whole.map(nameOf) } }),
    faults: results.filter((result): result is FaultResult => result.task.kind === 'fault'),
    conforming: results.filter((result): result is ConformingResult => result.task.kind === 'conforming'),
  };
  writeProof(proof, reportDir);
  if (records !== undefined) {
    const headlines = headlinesIn(records);
    writeFileSync(join(reportDir, 'headlines.md'), headlinesText(headlines));
    process.stderr.write(`${headlineLine(headlines)}\n`);
  }
  if (flags.json) process.stdout.write(`${JSON.stringify(proof, null, 2)}\n`);
  process.stderr.write(`${proofLines(proof, reportDir)}\n`);
  if (stop.signal.aborted) return 130;
  return proofExitCode(proof);
}

function told(result: Exclude<Result, RandomResult>): string {
  const time = `(${result.seconds.toFixed(1)} s)`;
  if (result.error !== undefined) return `could not run ${result.task.id}: ${result.error}`;
  if ('alarms' in result) {
    const { task, alarms } = result;
    const found = alarms.map(({ clause, message }) => `${clause} ${message}`).join('; ');
    return alarms.length === 0 ? `no false alarm: ${task.id} ${time}` : `FALSE ALARM: ${task.id}: ${found} ${time}`;
  }
  const { task, outcome, flags, depth, why = [] } = result;
  const where = flags.map(({ clause }) => clause).join(' ');
  if (outcome === 'killed') return `found ${task.id} on ${where}${depth === 'full' ? ', at full depth' : ''} ${time}`;
  const missed = outcome === 'survived' ? `SURVIVED: ${task.id}` : `WRONG CLAUSE: ${task.id} on ${where}`;
  return `${missed}: ${why.join('; ')} ${time}`;
}

function faultIds(value: string, before: readonly string[]): readonly string[] {
  if (FAULTS.some(({ id }) => id === value)) return [...before, value];
  throw new InvalidArgumentError('There is no such fault; mitp prove --list names them.');
}
