import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ClientRun } from '../drill/rules/evidence.ts';
import { drill } from '../drill/run.ts';
import { NotStarted } from '../drill/client.ts';
import { TemplateError, fill } from '../drill/environment.ts';
import { SCENARIOS, UNDISTURBED, UNDISTURBED_AGAIN } from '../drill/scenarios/index.ts';
import { finishDrill } from '../reports/drill/finish.ts';
import { loadContract } from '../spec/contract.ts';
import { interruption } from './interruption.ts';
import { redactorOf, speaker } from './publish.ts';
import { checkWritable } from './writable.ts';
import { UserError } from '../verifier/user-error.ts';
import { wholeNumber } from './options.ts';

interface DrillFlags {
  readonly scenario: readonly string[];
  readonly set: Readonly<Record<string, string>>;
  readonly timeout: number;
  readonly result?: string;
  readonly jobs?: number;
  readonly strict: boolean;
  readonly reportDir?: string;
  readonly json: boolean;
  readonly list?: true;
}

const HELP = `
The client finds the mock's address in MITP_BASE_URL and its key in MITP_API_KEY. If it reads other variables:
  mitp drill --set MYAPP_URL={origin} --set MYAPP_TOKEN={key} -- ./myapp sync
If it writes a file:          mitp drill --result out.json -- node export.mjs out.json
or, with a file for each run: mitp drill --set OUT={result} -- node export.mjs

Exit code: 0 no rule failed, 1 a rule failed, 2 inconclusive, 130 stopped by Ctrl-C.`;

/** `mitp drill`: runs a client under each scenario against a mock of its own, and judges it by the client rules. */
export function drillCommand(): Command {
  return new Command('drill')
    .usage('[options] -- COMMAND...')
    .argument('[command...]', 'the client, with its arguments')
    .addOption(
      new Option('--scenario <id>', 'only this scenario and the undisturbed ones; may be repeated (--list names them)')
        .argParser(scenario)
        .default([], 'all'),
    )
    .addOption(
      new Option(
        '--set <name=template>',
        'a variable for the client, with {origin}, {baseUrl}, {host}, {port}, {key}, {result} or {folder}; may be repeated',
      )
        .argParser(setting)
        .default({}, 'none'),
    )
    .option('--timeout <seconds>', 'the longest time for one run of the client', wholeNumber(1, 999_999), 90)
    .option('--result <file>', 'the file with the result of the client (default: its stdout)')
    .option('--jobs <number>', 'runs of the client at a time (default: 4; 1 with --result)', wholeNumber(1, 999_999))
    .option('--strict', 'fail instead of warn if a client breaks a should, or gives up', false)
    .option('--report-dir <dir>', 'folder of the reports (default: MITP_REPORT_DIR, or reports/out)')
    .option('--json', 'print the record of the drill to stdout', false)
    .option('--list', 'list the scenarios and run nothing')
    .addHelpText('after', HELP)
    .action(async (command: readonly string[], flags: DrillFlags) => {
      if (flags.list) list();
      else process.exitCode = await run(command, flags);
    });
}

function list(): void {
  for (const { id, expects, sentence } of SCENARIOS) {
    process.stdout.write(`${id.padEnd(26)} ${expects.padEnd(12)} ${sentence}\n`);
  }
}

async function run(command: readonly string[], flags: DrillFlags): Promise<number> {
  if (command.length === 0) throw new UserError('name the client: mitp drill -- COMMAND...');
  const wanted = [UNDISTURBED, UNDISTURBED_AGAIN, ...flags.scenario];
  const scenarios = SCENARIOS.filter(({ id }) => flags.scenario.length === 0 || wanted.includes(id));
  checkWritable(process.env, flags.reportDir);
  const stop = interruption(say, {
    stopping: 'stopping: the clients are ended, which takes three seconds at most; no report is written',
  });
  const jobs = flags.jobs ?? (flags.result === undefined ? Math.min(4, 2 * availableParallelism()) : 1);
  try {
    const record = await drill({
      ...{ command, scenarios, jobs, set: flags.set, patience: flags.timeout, resultFile: flags.result },
      ...{ strict: flags.strict, contract: loadContract(), env: process.env, stop: stop.signal },
      onRun: ({ run: one }, done, all) => process.stderr.write(`${progressLine(one, done, all)}\n`),
    });
    if (stop.signal.aborted) {
      process.stderr.write('mitp: the drill was stopped; no report was written.\n');
      return 130;
    }
    const whole = flags.scenario.length === 0;
    const { lines, exitCode, json } = finishDrill(record, flags.reportDir, process.env, whole, redactorOf(process.env));
    if (flags.json) process.stdout.write(json);
    speaker(process.env)(lines);
    return exitCode;
  } catch (error) {
    if (error instanceof NotStarted || error instanceof TemplateError) throw new UserError(error.message);
    throw error;
  } finally {
    stop.release();
  }
}

const say = (line: string) => void process.stderr.write(`${line}\n`);

/** One finished run: `[ 7/37] one-503: status 0, 4 requests in 1.2 s`. */
function progressLine(
  { scenario: { id }, exitCode, signal, overdue, requests, seconds }: ClientRun,
  done: number,
  all: number,
) {
  const how = overdue ? 'did not end' : signal === null ? `status ${String(exitCode)}` : signal;
  const count = `${requests.length} ${requests.length === 1 ? 'request' : 'requests'}`;
  const at = String(done).padStart(String(all).length);
  return `[${at}/${all}] ${id}: ${how}, ${count} in ${seconds.toFixed(1)} s`;
}

function scenario(value: string, before: readonly string[]): readonly string[] {
  if (SCENARIOS.some(({ id }) => id === value)) return [...before, value];
  throw new InvalidArgumentError('There is no such scenario; mitp drill --list names them.');
}

function setting(value: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [, name, template = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(value) ?? [];
  if (name === undefined) throw new InvalidArgumentError('Write NAME=TEMPLATE, such as MYAPP_URL={origin}.');
  try {
    fill(template, { origin: 'http://127.0.0.1:1', baseUrl: '', key: '', result: '', folder: '' });
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message}.`);
  }
  return { ...before, [name]: template };
}
