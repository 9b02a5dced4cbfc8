import { Command, InvalidArgumentError, Option } from 'commander';
import { DEPTHS, type Depth } from '../verifier/check.ts';
import { SUITES, type Suite } from '../verifier/session.ts';

interface VerifyFlags {
  suite: readonly Suite[];
  depth: Depth;
  seed: number;
  strict: boolean;
  reportDir?: string;
  spec?: string;
  json: boolean;
  timing: boolean;
}

/** `mitp verify`: judges the target and writes the reports. */
export function verifyCommand(): Command {
  return new Command('verify')
    .addOption(
      new Option('--suite <names>', `suites to run, separated by commas: ${SUITES.join(', ')}`)
        .default(SUITES, 'all')
        .argParser(suites),
    )
    .addOption(new Option('--depth <depth>', 'how much to ask').choices(DEPTHS).default('standard'))
    .addOption(
      new Option('--seed <number>', 'repeats the choices of an earlier run')
        .argParser(wholeNumber)
        .default(today(), "the day's, so that a week of nightly runs samples everything"),
    )
    .option('--strict', 'fail, not warn, where a clause that is only assumed is broken', false)
    .option('--report-dir <dir>', 'where the reports go (default: MITP_REPORT_DIR, or reports/out)')
    .option('--spec <file>', 'judge by this OpenAPI file (default: MITP_CONTRACT, or the contract of this package)')
    .option('--json', 'print the run record to stdout', false)
    .option('--timing', 'say at the end where the time went', false)
    .addHelpText('after', HELP)
    .action(async (flags: VerifyFlags) => {
      // Loaded when wanted: `mitp --help` need not wait for the suites and the mock.
      const { verify } = await import('./verify-run.ts');
      process.exitCode = await verify({
        suites: SUITES.filter((suite) => flags.suite.includes(suite)),
        depth: flags.depth,
        seed: flags.seed,
        strict: flags.strict,
        json: flags.json,
        timing: flags.timing,
        ...(flags.reportDir === undefined ? {} : { reportDir: flags.reportDir }),
        ...(flags.spec === undefined ? {} : { spec: flags.spec }),
      });
    });
}

const HELP = `
The target comes from the environment (or a .env file): MITP_BASE_URL with /public-api/v1, MITP_API_KEY, and what else
is at hand: MITP_SIBLING_API_KEY, MITP_FOREIGN_API_KEY, MITP_REVOKED_API_KEY, MITP_DELETED_API_KEY, MITP_PORTAL_URL,
MITP_DOCS_URL, MITP_RATE_LIMIT, MITP_RATE_WINDOW_SECONDS. Without MITP_BASE_URL the embedded mock is judged.

Exit code: 0 no clause failed, 1 a clause failed, 2 could not judge.`;

function suites(value: string): Suite[] {
  const names = value.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !SUITES.some((suite) => suite === name));
  if (wrong !== undefined)
    throw new InvalidArgumentError(`There is no suite "${wrong}": choose from ${SUITES.join(', ')}.`);
  return names as Suite[];
}

function wholeNumber(value: string): number {
  if (!/^\d{1,10}$/.test(value)) throw new InvalidArgumentError('Give a whole number.');
  return Number(value);
}

/** Days since 1970: seeds of seven nights in a row take the seven shares of what `full` asks. */
function today(): number {
  return Math.floor(Date.now() / 86_400_000);
}
