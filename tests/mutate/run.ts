/** `npm run mutate`: how much of small changes to the code the unit tests notice. See `--help`. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { Copy, type Outcome } from './copy.ts';
import { Kept, type Shown } from './kept.ts';
import { mutantsIn, shuffled, type Mutant } from './mutants.ts';
import { testsFor } from './reach.ts';
import { compiler } from './types.ts';

/** What is changed, by the name that `--folder` takes. Samples are evidence, and a browser is left to tests with a browser. */
const FOLDERS: Readonly<Record<string, RegExp>> = {
  verifier: /^verifier\/(?!samples\/|install-browser|browser|shared-browser|paste-secret|network\/browser).*\.ts$/,
  checks: /^tests\/(?:contract|auth|ratelimit)\/(?:checks|evidence|combined)\/(?!samples\.).*\.ts$/,
  reports: /^reports\/.*\.ts$/,
};
/** Tests of the mock, of documents and of the portal's reader: they come by these folders only on whole runs, or not at all. */
const LEFT_OUT = /^tests\/unit\/(?:mock|adoption|auth\/shape)/;
const WANTED = 0.85;
/** How long the tests that a change is shown to took while nothing was changed, together, at most. */
const MOST_MS = 60_000;
const RECORD_MS = 180_000;

const folders = (text: string): string[] => {
  const names = text.split(',');
  if (names.some((name) => !(name in FOLDERS)))
    throw new InvalidArgumentError(`There is ${Object.keys(FOLDERS).join(', ')}.`);
  return names;
};
const whole = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
};

const program = new Command('npm run mutate --')
  .description(
    'Make small changes in a copy of the checkout, one at a time, run the unit tests that reach each (those that need no browser), and name the changes that no test noticed. Changes that the compiler notices do not count. Exit code: 1 if less than 85 % of a folder is noticed.',
  )
  .option('--folder <names>', 'what to change, separated by commas', folders, Object.keys(FOLDERS))
  .option('--count <n>', 'changes in each folder', whole, 100)
  .option('--seed <n>', 'another seed makes another sample', whole, 1)
  .option('--file <pattern>', 'change only the files whose path matches this regular expression', '')
  .option('--tests <pattern>', 'only the test files whose path matches this regular expression', '')
  .option(
    '--keep <file>',
    'file for which tests reach what, and for the results; a later run of the same code goes on from it',
  )
  .parse();
const options = program.opts<{
  folder: string[];
  count: number;
  seed: number;
  file: string;
  tests: string;
  keep?: string;
}>();

/** The tests that noticed earlier changes of a file. */
const caughtBy = (shown: readonly Shown[], file: string): string[] =>
  shown.flatMap(({ mutant, by }) => (mutant.file === file && by !== undefined ? [by] : []));

function lineOf({ mutant, outcome, by = '' }: Shown): string {
  const [before, after] = [mutant.before, mutant.after].map((code) => code.replace(/\s+/g, ' ').slice(0, 60));
  return `${outcome.padEnd(9)} ${mutant.file}:${mutant.line} ${before} -> ${after} ${by}`.trimEnd();
}

const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => existsSync(file));
const tests = files.filter(
  (file) => /^tests\/unit\/.*\.test\.ts$/.test(file) && !LEFT_OUT.test(file) && new RegExp(options.tests).test(file),
);
const filesOf = (name: string) => files.filter((file) => FOLDERS[name]!.test(file));
const chosenOf = (name: string) => filesOf(name).filter((file) => new RegExp(options.file).test(file));
const mutants = mutantsIn(Object.keys(FOLDERS).flatMap(filesOf));
const kept = new Kept(options.keep, files);
const copy = new Copy(files);
const missing = tests.filter((test) => !kept.records.has(test));
if (missing.length > 0) {
  copy.watch(mutants);
  for (const test of missing) kept.record(test, await copy.record(test, RECORD_MS));
  copy.unwatch(mutants);
}
const records = tests.flatMap((test) => kept.records.get(test) ?? []);
const compiles = compiler();
function* compiling(sample: Iterable<[number, Mutant]>): Generator<[number, Mutant], undefined> {
  for (const one of sample) if (compiles(one[1])) yield one;
}
const samples = new Map(
  options.folder.map((name) => [name, compiling(shuffled(new Set(chosenOf(name)), mutants, options.seed))]),
);
const all = new Map<string, Shown[]>(options.folder.map((name) => [name, []]));
// In turns: what there is no time for is left out of each folder alike.
for (let count = 0; count < options.count; count += 1) {
  for (const [name, sample] of samples) {
    const next = sample.next();
    if (next.done) continue;
    const [at, mutant] = next.value;
    const shown = all.get(name)!;
    const near = testsFor(at, records, MOST_MS, caughtBy(shown, mutant.file));
    const result = kept.shown.get(at) ?? { mutant, ...(await copy.show(mutant, near, 4 * MOST_MS)) };
    kept.show(at, result);
    shown.push(result);
    process.stdout.write(`${lineOf(result)}\n`);
  }
}
for (const [name, shown] of all) {
  const count = (is: Outcome) => shown.filter(({ outcome }) => outcome === is).length;
  const noticed = count('caught') + count('timed out');
  const share = shown.length === 0 ? 1 : noticed / shown.length;
  process.stdout.write(
    `${name}: ${noticed} of ${shown.length} caught (${Math.round(share * 100)} %), ${count('timed out')} of them by a time-out\n`,
  );
  if (share < WANTED) process.exitCode = 1;
}
for (const { file, title, passed } of records)
  if (!passed) process.stdout.write(`left out: ${file} ${title} fails in the copy while nothing is changed\n`);
