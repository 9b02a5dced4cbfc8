/**
 * `npm run mutate`: how much of small changes to the code the unit tests notice. A seeded sample of changes is made in a copy, one at
 * a time; each is shown to the tests that come by the file. `--folder verifier` (several, by commas), `--count 20` of each,
 * `--seed 1`, `--tests 4` nearest tests. Ends with 1 below 85 % in a folder; what was not noticed is named.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { testsOf } from './imports.ts';
import { mutantsOf, mutated, type Mutant } from './mutants.ts';

/** What is changed, by the name that `--folder` takes. */
const FOLDERS: Readonly<Record<string, RegExp>> = {
  verifier: /^verifier\/(?!samples\/|install-browser|browser)/,
  checks: /^tests\/(?:contract|auth|ratelimit)\/(?:checks|evidence|combined)\//,
  reports: /^reports\//,
};
const WANTED = 0.85;
/** A change may make a test wait for what never comes. */
const LONGEST_MS = 180_000;

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: Object.keys(FOLDERS).join(',') },
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string', default: '4' },
  },
});

const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n').filter(Boolean);
const tests = files.filter((file) => /^tests\/unit\/.*\.test\.ts$/.test(file));
/** A check is loaded by its name, so no import leads there. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [[FOLDERS['checks']!, 'tests/unit/verifier/checks.test.ts']];
const nearest = testsOf(tests, Number(values.tests));

/** A copy of the checkout in which files can be changed. */
function copied(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mitp-mutate-'));
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(file, join(folder, file));
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** A sample of the changes of a folder, the same ones for a seed; those that no test can come by are among them. */
function sampled(pattern: RegExp, count: number, seed: number): Mutant[] {
  const all = files
    .filter((file) => pattern.test(file) && file.endsWith('.ts'))
    .flatMap((file) => mutantsOf(file, codeOf(file)));
  let state = seed;
  const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x80000000;
  return Array.from({ length: Math.min(count, all.length) }, () =>
    all.splice(Math.floor(next() * all.length), 1),
  ).flat();
}

/** A file without its samples: what they show is not what they judge. */
function codeOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  const at = text.search(/^export const samples\b/m);
  return at < 0 ? text : text.slice(0, at);
}

/** Whether the tests that come by a change fail for it. */
function isCaught(folder: string, mutant: Mutant): boolean {
  const path = join(folder, mutant.file);
  const original = readFileSync(path, 'utf8');
  const byName = BY_NAME.flatMap(([pattern, test]) => (pattern.test(mutant.file) ? [test] : []));
  const chosen = [...new Set([...byName, ...nearest(mutant.file)])];
  if (chosen.length === 0) return false;
  writeFileSync(path, mutated(original, mutant));
  try {
    const cli = [
      'node_modules/@playwright/test/cli.js',
      'test',
      '--project=unit',
      '--reporter=dot',
      '-x',
      '--workers=2',
    ];
    const { status } = spawnSync(process.execPath, [...cli, ...chosen], {
      cwd: folder,
      timeout: LONGEST_MS,
      stdio: 'ignore',
    });
    return status !== 0;
  } finally {
    writeFileSync(path, original);
  }
}

const folder = copied();
try {
  for (const name of values.folder.split(',')) {
    const pattern = FOLDERS[name];
    if (pattern === undefined) throw new Error(`no folder "${name}": there is ${Object.keys(FOLDERS).join(', ')}`);
    const mutants = sampled(pattern, Number(values.count), Number(values.seed));
    let caught = 0;
    for (const mutant of mutants) {
      const is = isCaught(folder, mutant);
      if (is) caught += 1;
      process.stdout.write(
        `${is ? 'caught  ' : 'SURVIVED'} ${mutant.file}:${mutant.line} ${mutant.before.slice(0, 60)} -> ${mutant.after.slice(0, 60)}\n`,
      );
    }
    const share = mutants.length === 0 ? 1 : caught / mutants.length;
    process.stdout.write(`${name}: ${caught} of ${mutants.length} caught (${Math.round(share * 100)} %)\n`);
    if (share < WANTED) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
