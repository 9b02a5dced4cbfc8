import { createHash, randomBytes } from 'node:crypto';
import { Command } from 'commander';
import type { OwnData } from '../mocks/types.ts';
import { loadContract, type Contract } from '../spec/contract.ts';
import { Interrupted } from '../verifier/clock.ts';
import { readConfig, type TargetConfig } from '../verifier/config.ts';
import { startEmbedded } from '../verifier/embedded.ts';
import { preflight } from '../verifier/preflight.ts';
import { newPlan } from '../verifier/run-state.ts';
import { Run } from '../verifier/run.ts';
import { OWNER_ALONE, replaceFile } from '../reports/files.ts';
import { count } from '../reports/words.ts';
import { UserError } from '../verifier/user-error.ts';
import { CATALOGUE } from '../tests/catalogue.ts';
import { confirmed } from './prompt.ts';
import { chooseTarget } from './environment/target.ts';
import { terminal, type Output } from './output.ts';
import { openPartial } from './record/partial.ts';
import { readLists, Stopped, type ReadLists } from './record/read-lists.ts';
import { scrub } from './record/scrub.ts';
import { servable } from './record/servable.ts';
import { whole } from './record/whole.ts';
import { interruption } from './interruption.ts';
import { acquireRunLock } from './run-lock.ts';
import { checkPlace } from './writable.ts';
import { wholeNumber } from './options.ts';

interface RecordFlags {
  readonly out: string;
  readonly scrub: boolean;
  readonly yes?: true;
  readonly lists?: readonly string[];
  readonly maxRows?: number;
  readonly spec?: string;
  readonly embedded?: true;
  readonly json?: true;
}

/** `mitp record`: the lists of a live target as a file that the mock serves. */
export function recordCommand(output: Output = terminal): Command {
  return new Command('record')
    .requiredOption('--out <file>', 'the file to write; only you can read it')
    .option('--scrub', 'replace texts, names, ids and dates by invented ones', true)
    .option('--no-scrub', 'keep the rows as they are; prompts, unless --yes is given')
    .option('--yes', 'with --no-scrub: do not prompt')
    .option(
      '--lists <ids>',
      'operations to read, separated by commas (default: all)',
      (text, before: string[] = []) => [...before, ...text.split(',')],
    )
    .option('--max-rows <number>', 'the most rows of each list (default: all)', wholeNumber(1, 999_999_999))
    .option('--spec <file>', 'read by this OpenAPI file (default: MITP_CONTRACT, or the contract of this package)')
    .option('--embedded', 'read the embedded mock, to try the command')
    .option('--json', 'print what was read and replaced to stdout, as JSON')
    .addHelpText('after', HELP)
    .action((flags: RecordFlags) => record(flags, output));
}

const HELP = `
The target comes from the environment, as for mitp verify: MITP_BASE_URL, MITP_API_KEY, MITP_RATE_LIMIT. Only lists are
read, within the rate limit. After Ctrl-C the same command goes on; until it is done, FILE.partial holds rows as they
came. Serve the result: mitp mock --data FILE, or startMock({ data }).

Exit code: 0 written, 2 stopped, or a mistake in the command or the target.`;

async function record(flags: RecordFlags, output: Output): Promise<void> {
  const { say } = output;
  const contract = loadContract(flags.spec ?? (process.env.MITP_CONTRACT || undefined));
  const lists = chosenLists(contract, flags.lists);
  const { env } = chooseTarget(process.env, { requireTarget: false, embedded: flags.embedded === true });
  const config = readConfig(env);
  if (!config && !flags.embedded)
    throw new UserError('no target: set MITP_BASE_URL and MITP_API_KEY. --embedded reads the embedded mock.');
  if (!flags.scrub && !flags.yes) {
    if (!process.stdin.isTTY)
      throw new UserError('--no-scrub keeps names and texts of real people: pass --yes as well.');
    if (!(await confirmed('The file will hold names and texts of real people. Go on?'))) return output.exit(2);
  }
  checkPlace(flags.out, '--out');
  const release = config ? acquireRunLock(config.baseUrl, config.keys.active ?? '') : undefined;
  const embedded = config ? undefined : await startEmbedded(flags.spec);
  try {
    const target = config ?? embedded?.config;
    if (target) await recordFrom(target, contract, lists, flags, output);
  } finally {
    await embedded?.close();
    release?.();
    say('');
  }
}

async function recordFrom(
  config: TargetConfig,
  contract: Contract,
  lists: readonly string[],
  flags: RecordFlags,
  output: Output,
): Promise<void> {
  const { say, print, exit } = output;
  const stop = interruption(say, {
    stopping: 'stopping: what was read is kept',
    waiting: 'still waiting for a response; once more ends at once',
  });
  const plan = newPlan({ suites: [], depth: 'full', seed: 1, strict: false });
  const run = new Run(config, plan, { contract, catalogue: CATALOGUE, signal: stop.signal, onProgress: say });
  try {
    await preflight(run);
    const of = createHash('sha256')
      .update(JSON.stringify([config.baseUrl, lists, flags.maxRows]))
      .digest('hex');
    const partial = openPartial(flags.out, of);
    if (partial.pages.length > 0)
      say(
        `going on with ${count(partial.pages.length, 'page')} that were read up to ${count(partial.minutes, 'minute')} ago`,
      );
    const read = await readLists({
      ...{ contract, lists, partial, say, maxRows: flags.maxRows ?? Infinity },
      send: (request) => run.client.send(request),
      isStopped: () => stop.signal.aborted,
      onPlan: (requests, rows) => say(planLine(requests, rows, config)),
    });
    const result = finished(contract, read, flags.scrub);
    write(flags.out, result.data);
    partial.remove();
    for (const line of result.lines) say(line);
    say(`Wrote ${flags.out}. Serve it: mitp mock --data ${flags.out}`);
    if (flags.json) print(JSON.stringify(result.report));
  } catch (error) {
    if (!(error instanceof Stopped) && !(error instanceof Interrupted)) throw error;
    say(`Stopped. What was read is in ${flags.out}.partial; the same command goes on.`);
    exit(2);
  } finally {
    stop.release();
  }
}

/** The rows as they are written, and notes for the user. */
function finished(contract: Contract, { data: raw, moved }: ReadLists, scrubs: boolean) {
  const { data: tied, dropped } = whole(contract, raw);
  const { data: known, left } = servable(contract, tied);
  const { data, replaced } = scrubs ? scrub(contract, known, randomBytes(32)) : { data: known, replaced: undefined };
  const counts = Object.fromEntries(
    Object.entries(data).map(([id, part]) => [
      id,
      Array.isArray(part) ? part.length : Object.values(part).flat().length,
    ]),
  );
  const lines = [
    `Read ${Object.entries(counts)
      .map(([id, n]) => `${id} ${n}`)
      .join(', ')}.`,
    ...(moved.length > 0 ? [`Changed while they were read: ${moved.join(', ')}.`] : []),
    ...Object.entries(dropped).map(
      ([id, { rows, pointers }]) =>
        `${id}: ${rows} rows and ${pointers} pointers left out, which point at rows that were not read.`,
    ),
    ...(left.length > 0
      ? [`Left out, because the contract does not know them: ${left.join(', ')}. mitp spec learn makes them known.`]
      : []),
    replaced
      ? `Replaced: ${Object.entries(replaced)
          .map(([kind, n]) => `${n} ${kind}`)
          .join(', ')}. Numbers that are no ids, true, false and null stay.`
      : 'Nothing was replaced (--no-scrub): the file holds what real people wrote.',
  ];
  return { data, lines, report: { rows: counts, moved, dropped, left, replaced: replaced ?? null } };
}

function write(file: string, data: OwnData): void {
  try {
    replaceFile(file, `${JSON.stringify(data)}\n`, OWNER_ALONE);
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${(error as Error).message}.`);
  }
}

function planLine(requests: number, rows: number, { limit, windowSeconds }: TargetConfig): string {
  const minutes = Math.ceil(((requests / limit) * windowSeconds) / 60);
  return `${count(rows, 'row')} in lists; ${count(requests, 'more request')}, about ${count(minutes, 'minute')} at ${limit} requests in ${windowSeconds} s`;
}

function chosenLists({ operations }: Contract, requested: readonly string[] | undefined): string[] {
  const all = operations.map(({ id }) => id);
  const wrong = requested?.find((id) => !all.includes(id));
  if (wrong !== undefined) throw new UserError(`there is no list ${wrong}: choose from ${all.join(', ')}.`);
  const parents = operations
    .filter(({ id }) => requested?.includes(id))
    .flatMap(({ parent }) => (parent ? [parent.operation] : []));
  return all.filter((id) => !requested || requested.includes(id) || parents.includes(id));
}
