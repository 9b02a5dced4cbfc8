import { Command, Help, Option } from 'commander';
import { DEPTHS, type Depth } from '../verifier/check-context.ts';
import { chooseTarget, MOCK_SENTENCE, pipelineWarning } from './environment/target.ts';
import { OTHER_VARIABLES, TARGET_VARIABLES } from './environment/variables.ts';
import { count } from '../reports/words.ts';
import { groupsOf, ONE_PROCESS, type Shard } from '../verifier/shards.ts';
import { SUITES, type Suite } from '../verifier/suites.ts';
import { UserError } from '../verifier/user-error.ts';
import { shardOf } from './shard.ts';
import type { VerifyOptions } from './verify-run.ts';
import { namesAmong, wholeNumber } from './options.ts';

interface VerifyFlags {
  suite: readonly Suite[];
  depth: Depth;
  seed: number;
  strict: boolean;
  reportDir?: string;
  spec?: string;
  json: boolean;
  quietProvider: boolean;
  timing: boolean;
  minTried?: number;
  requireTarget: boolean;
  embedded: boolean;
  targets?: string;
  target?: string;
  shard?: Shard;
}

/**
 * `mitp verify`: judges the target and writes the reports.
 * @param fileProblems lines of the file `.env` that are read differently from how they look
 */
export function verifyCommand(fileProblems: readonly string[] = []): Command {
  return new Command('verify')
    .addOption(
      new Option('--suite <names>', `suites to run, separated by commas or given several times: ${SUITES.join(', ')}`)
        .default(SUITES, 'all')
        .argParser(namesAmong(SUITES)),
    )
    .addOption(
      new Option('--depth <depth>', 'how much to request: at most 60 served requests, 300, or all there are')
        .choices(DEPTHS)
        .default('standard'),
    )
    .addOption(
      new Option('--seed <number>', 'repeat the choices of the run with this seed')
        .argParser(wholeNumber(0, 9_999_999_999))
        .default(today(), 'the number of the day: each night begins with other choices'),
    )
    .option('--strict', 'fail instead of warn if a clause is broken that the contract only assumes', false)
    .option('--report-dir <dir>', 'folder of the reports (default: MITP_REPORT_DIR, or reports/out)')
    .option('--spec <file>', 'judge by this OpenAPI file (default: MITP_CONTRACT, or the contract of this package)')
    .option('--require-target', 'end with 2 if the environment names no target: for pipelines', false)
    .option('--embedded', 'judge the embedded mock, even if the environment names a target', false)
    .option('--targets <file>', 'judge each target of this file (targets.yaml), and write one page for all')
    .option('--target <name>', 'with --targets: judge only this one, such as in a job of a matrix')
    .addOption(
      new Option(
        '--shard <i/n>',
        'embedded mock only: judge this share of the clauses, such as 1/3; mitp report merge makes one record of all',
      ).argParser(shardOf),
    )
    .addOption(
      new Option(
        '--min-tried <percent>',
        'end with 2 if fewer clauses are tried (default: what the configuration allows, less a tenth)',
      ).argParser(wholeNumber(0, 100)),
    )
    .option(
      '--quiet-provider',
      "nobody else uses this provider's quota: a lower limit fails (or MITP_QUIET_PROVIDER=1)",
      false,
    )
    .option('--json', 'print the run record to stdout', false)
    .option('--timing', 'show at the end what took how long', false)
    .addHelpText('after', HELP)
    .action(async (flags: VerifyFlags) => {
      // Loaded on demand: `mitp --help` need not wait for the suites and the mock.
      const { verify } = await import('./verify-run.ts');
      if (flags.targets !== undefined) {
        if (flags.shard !== undefined) throw new UserError(NO_SHARDS);
        const { verifyTargets } = await import('./verify-targets.ts');
        process.exitCode = await verifyTargets(flags.targets, flags.target, optionsOf(flags), process.env);
        return;
      }
      if (flags.target !== undefined) throw new UserError('--target names one of a file: add --targets FILE.');
      const { env, isEmbedded, notes } = chooseTarget(process.env, { ...flags, fileProblems });
      if (flags.shard !== undefined) checkShard(flags.shard, flags.suite, isEmbedded);
      const isDefault = isEmbedded && !flags.embedded;
      for (const note of [...notes, ...(isDefault ? [MOCK_SENTENCE] : [])]) say(`note  ${note}`);
      process.exitCode = await verify(
        optionsOf(flags),
        flags.quietProvider ? { ...env, MITP_QUIET_PROVIDER: '1' } : env,
      );
      if (isDefault) say(pipelineWarning(MOCK_SENTENCE, env) ?? `note  ${MOCK_SENTENCE}`);
    });
}

/** The options of a run from its flags. */
function optionsOf(flags: VerifyFlags): VerifyOptions {
  return {
    suites: SUITES.filter((suite) => flags.suite.includes(suite)),
    depth: flags.depth,
    seed: flags.seed,
    strict: flags.strict,
    json: flags.json,
    timing: flags.timing,
    ...(flags.shard === undefined ? {} : { shard: flags.shard }),
    ...(flags.minTried === undefined ? {} : { minTried: flags.minTried / 100 }),
    ...(flags.reportDir === undefined ? {} : { reportDir: flags.reportDir }),
    ...(flags.spec === undefined ? {} : { spec: flags.spec }),
  };
}

const NO_SHARDS = `--shard splits runs of the embedded mock alone. ${ONE_PROCESS} Split a night by target: --targets FILE.`;

/** @throws UserError where the run cannot be split, or nothing is left for this shard */
function checkShard(shard: Shard, suites: readonly Suite[], isEmbedded: boolean): void {
  if (!isEmbedded) throw new UserError(NO_SHARDS);
  const busy = Array.from({ length: shard.of }, (_, at) => groupsOf({ index: at + 1, of: shard.of }, suites));
  const most = busy.filter((groups) => groups.length > 0).length;
  if (shard.of > most)
    throw new UserError(`these suites make ${count(most, 'shard')} at most, one for each group of clauses.`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Names in lines that fit a terminal. */
const listed = (names: readonly string[]) => new Help().boxWrap(names.join(', '), 116).replace(/^/gm, '  ');

const HELP = `
The target comes from the environment, or from a file .env in this folder. README.md and docs/ explain the variables:
${listed(TARGET_VARIABLES)}
MITP_BASE_URL ends with /public-api/v1. Without any of these variables the embedded mock is judged. Others without
MITP_BASE_URL are a mistake. HTTPS_PROXY, HTTP_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS apply.

Variables for reports, contract and embedded mock:
${listed(OTHER_VARIABLES)}

Exit code: 0 no clause failed; 1 a clause failed, or an entry of known-findings.yaml is out of date; 2 inconclusive, or too
little was tried.`;

/** Days since 1970: the seeds of seven consecutive nights take the seven shares of what `full` covers. */
function today(): number {
  return Math.floor(Date.now() / 86_400_000);
}
