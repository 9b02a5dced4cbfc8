/** `npm run mutate`: how much of small changes to the code the unit tests notice. See `--help`. */
import { execFileSync } from 'node:child_process';
import { Command, InvalidArgumentError } from 'commander';
import { Copy, type Outcome } from './copy.ts';
import { testsOf } from './imports.ts';
import { sampled } from './sample.ts';

/** What is changed, by the name that `--folder` takes. */
const FOLDERS: Readonly<Record<string, RegExp>> = {
  verifier: /^verifier\/(?!samples\/|install-browser|browser).*\.ts$/,
  checks: /^tests\/(?:contract|auth|ratelimit)\/(?:checks|evidence|combined)\/.*\.ts$/,
  reports: /^reports\/.*\.ts$/,
};
const WANTED = 0.85;
/** A check is loaded by its name, so no import leads there. */
const BY_NAME = { pattern: FOLDERS.checks!, test: 'tests/unit/verifier/checks.test.ts' };

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
    'Makes a seeded sample of small changes in a copy of the checkout, one at a time, shows each to the unit tests nearest to the changed file by imports, and names what they did not notice. Ends with 1 where less than 85 % of a folder is noticed.',
  )
  .option('--folder <names>', 'what to change, several by commas', folders, Object.keys(FOLDERS))
  .option('--count <n>', 'changes in each', whole, 100)
  .option('--seed <n>', 'which sample', whole, 1)
  .option('--tests <n>', 'nearest tests for each change', whole, 10)
  .parse();
const options = program.opts<{ folder: string[]; count: number; seed: number; tests: number }>();

const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n').filter(Boolean);
const nearest = testsOf(
  files.filter((file) => /^tests\/unit\/.*\.test\.ts$/.test(file)),
  options.tests,
);
const copy = new Copy(files);
process.once('SIGINT', () => {
  copy.remove();
  process.exit(130);
});
try {
  for (const name of options.folder) {
    const changed = files.filter((file) => FOLDERS[name]!.test(file));
    const mutants = sampled(changed, options.count, options.seed);
    const outcomes: Outcome[] = [];
    for (const mutant of mutants) {
      const byName = BY_NAME.pattern.test(mutant.file) ? [BY_NAME.test] : [];
      const outcome = copy.show(mutant, [...new Set([...byName, ...nearest(mutant.file)])]);
      outcomes.push(outcome);
      const [before, after] = [mutant.before, mutant.after].map((code) => code.replace(/\s+/g, ' ').slice(0, 60));
      process.stdout.write(`${outcome.padEnd(9)} ${mutant.file}:${mutant.line} ${before} -> ${after}\n`);
    }
    const [late, caught] = (['timed out', 'caught'] as const).map((one) => outcomes.filter((is) => is === one).length);
    const share = mutants.length === 0 ? 1 : (caught! + late!) / mutants.length;
    process.stdout.write(
      `${name}: ${caught! + late!} of ${mutants.length} caught (${Math.round(share * 100)} %), ${late!} of them by a time-out\n`,
    );
    if (share < WANTED) process.exitCode = 1;
  }
  for (const test of copy.unsound())
    process.stdout.write(`left out: ${test} fails in the copy while nothing is changed\n`);
} finally {
  copy.remove();
}
