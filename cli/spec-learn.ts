import { Command } from 'commander';
import { applied } from '../spec/learn/apply.ts';
import { learn, MIN_RUNS, MIN_VALUES } from '../spec/learn/learn.ts';
import { OF_A_MOCK, type Sighting } from '../spec/learn/sighting.ts';
import type { Step } from '../spec/learn/steps.ts';
import { learnedText, stepText } from '../spec/learn/text.ts';
import { CONTRACT_VARIABLE, contractFile, contractOf, DEFAULT_CONTRACT } from '../spec/contract.ts';
import { parseSource, readSource } from '../spec/openapi/document.ts';
import { UserError } from '../verifier/user-error.ts';
import { promptForEach } from './prompt.ts';
import { contractDestination, writeContractFile } from './contract-file.ts';
import type { Output } from './output.ts';
import { readSightings } from './sightings.ts';
import { wholeNumber } from './options.ts';

interface LearnFlags {
  readonly write?: true;
  readonly all?: true;
  readonly only?: readonly string[];
  readonly minRuns: number;
  readonly contract?: string;
  readonly out?: string;
  readonly fromMock?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `mitp spec learn`: what live runs proved and contradicted, and how the contract adopts it. */
export function learnCommand(output: Output): Command {
  return new Command('learn')
    .description('Show what live runs prove and contradict; with --write, make it part of the contract.')
    .argument(
      '[runs...]',
      'run.json files, report folders or history folders (default: the history and the last report)',
    )
    .option('--write', 'raise proven assumptions to observed, and adopt the changes that you pick')
    .option('--all', 'with --write: adopt every change that contradicts nothing documented or observed')
    .option('--only <pointer>', 'with --write: adopt the changes at or below this place; may be repeated', collect)
    .option(
      '--min-runs <number>',
      'how many runs must agree before an assumption is raised',
      wholeNumber(1, 9999),
      MIN_RUNS,
    )
    .option(
      '--contract <file>',
      `the contract to improve (default: ${CONTRACT_VARIABLE}, or the contract of this package)`,
    )
    .option('--out <file>', 'file for the new contract (default: that of --contract)')
    .option('--from-mock', 'count runs of a mock, too, for demonstrations: they prove nothing about the real API')
    .option('--dry-run', 'with --write: show what would be written, and write nothing')
    .option('--json', 'print what was learned to stdout, as JSON')
    .addHelpText(
      'after',
      `\nAn assumption is raised when --min-runs runs kept it, none broke it, and ${MIN_VALUES} values were checked.\n` +
        'Without --all and --only, --write prompts for each change on a terminal; elsewhere it adopts none.',
    )
    .action((runs: string[], flags: LearnFlags) => learnFrom(runs, flags, output));
}

async function learnFrom(places: readonly string[], flags: LearnFlags, output: Output): Promise<void> {
  const { say, print } = output;
  if (!flags.write) {
    const name = flags.all ? '--all' : flags.only ? '--only' : flags.out !== undefined ? '--out' : undefined;
    if (name !== undefined) throw new UserError(`${name} changes nothing without --write.`);
  }
  const source = readSource(flags.contract ?? contractFile());
  const contract = contractOf(source);
  const { sightings, notes } = readSightings(places, process.env);
  for (const note of notes) say(`note  ${note}`);
  const learned = learn(contract, sightings.map(flags.fromMock ? countMock : (one) => one), flags.minRuns);
  say(learnedText(learned));
  if (flags.json) print(JSON.stringify(learned));
  if (!flags.write) return;
  const file = writtenFile(flags, source.file);
  const steps = await picked(learned.steps, flags, output);
  if (learned.raises.length + steps.length === 0) return say('Nothing to write.');
  const text = applied(source.text, learned.raises, steps);
  await checkServed(text, file);
  say(
    `${file}: ${learned.raises.length} raised to observed, ${steps.length} of ${learned.steps.length} changes adopted.`,
  );
  if (flags.dryRun) return say('Nothing was written (--dry-run).');
  await writeContractFile(file, text, say);
}

const countMock = (sighting: Sighting): Sighting => {
  const { ignored, ...rest } = sighting;
  return ignored === OF_A_MOCK ? rest : sighting;
};

/** The file that is written. A file of an installed package is written only if --out names it. */
function writtenFile({ out }: LearnFlags, file: string): string {
  if (out !== undefined || file === DEFAULT_CONTRACT) return contractDestination(out);
  if (!/(^|[\\/])node_modules[\\/]/.test(file)) return file;
  throw new UserError(`${file} belongs to an installed package: give --out FILE.`);
}

async function picked(
  steps: readonly Step[],
  { all, only = [] }: LearnFlags,
  { say }: Output,
): Promise<readonly Step[]> {
  if (all || only.length > 0) {
    const below = ({ pointer }: Step) => only.some((place) => pointer === place || pointer.startsWith(`${place}/`));
    for (const place of only.filter((one) => !steps.some(({ pointer }) => `${pointer}/`.startsWith(`${one}/`))))
      throw new UserError(`--only ${place}: no change is suggested there.`);
    const chosen = steps.filter((step) => below(step) || (all && step.unsafe === undefined));
    for (const step of steps.filter((one) => !chosen.includes(one) && one.unsafe !== undefined))
      say(`not adopted: ${stepText(step)} (${step.unsafe ?? ''}). To adopt it: --only ${step.pointer}`);
    return chosen;
  }
  if (steps.length === 0) return [];
  if (process.stdin.isTTY) return promptForEach(steps, stepText);
  say(`${steps.length} changes are not adopted: pass --all, or --only POINTER.`);
  return [];
}

/** A contract that suites and mock cannot work with is not written. */
async function checkServed(text: string, file: string): Promise<void> {
  const contract = contractOf(parseSource(text, file));
  const { unservedKeywords } = await import('../mocks/dataset/served.ts');
  const [problem] = await unservedKeywords(contract);
  if (problem) {
    const { operation, path, message } = problem;
    throw new UserError(
      `the mock could not serve ${operation} ${path} by the new contract: ${message}. Nothing was written.`,
    );
  }
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value.replace(/\/$/, '')];
