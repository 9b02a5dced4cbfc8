import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { mutated, type Mutant } from './mutants.ts';

/** A change may make a test wait for what never comes: as Stryker does, such a change counts as caught, and is named. */
const LONGEST_MS = 180_000;

export type Outcome = 'caught' | 'timed out' | 'SURVIVED' | 'no test';

/** A copy of the checkout in which files are changed and tests are run. */
export class Copy {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mitp-mutate-'));
  /** Tests by whether they pass in the copy while nothing is changed: one that does not shows nothing. */
  readonly #sound = new Map<string, boolean>();

  constructor(files: readonly string[]) {
    for (const file of files) {
      mkdirSync(dirname(join(this.#folder, file)), { recursive: true });
      cpSync(file, join(this.#folder, file));
    }
    symlinkSync(resolve('node_modules'), join(this.#folder, 'node_modules'));
  }

  /** Shows a change to tests. */
  show(mutant: Mutant, tests: readonly string[]): Outcome {
    const sound = tests.filter((test) => this.#isSound(test));
    if (sound.length === 0) return 'no test';
    const path = join(this.#folder, mutant.file);
    const original = readFileSync(path, 'utf8');
    writeFileSync(path, mutated(original, mutant));
    try {
      const status = this.#run(sound);
      return status === null ? 'timed out' : status === 0 ? 'SURVIVED' : 'caught';
    } finally {
      writeFileSync(path, original);
    }
  }

  /** Tests that fail in the copy although nothing was changed. */
  unsound(): string[] {
    return [...this.#sound].flatMap(([test, is]) => (is ? [] : [test]));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #isSound(test: string): boolean {
    const known = this.#sound.get(test);
    if (known !== undefined) return known;
    const is = this.#run([test]) === 0;
    this.#sound.set(test, is);
    return is;
  }

  /** The exit status of tests, null where they had to be ended. */
  #run(tests: readonly string[]): number | null {
    const cli = [
      'node_modules/@playwright/test/cli.js',
      'test',
      '--project=unit',
      '--reporter=dot',
      '-x',
      '--workers=2',
    ];
    const options = { cwd: this.#folder, timeout: LONGEST_MS, stdio: 'ignore' } as const;
    return spawnSync(process.execPath, [...cli, ...tests], options).status;
  }
}
