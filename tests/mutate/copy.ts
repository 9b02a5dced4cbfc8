import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { transformSync } from 'esbuild';
import type { Recorded } from './harness/main.ts';
import { mutated, watched, type Mutant } from './mutants.ts';

/** A change may make a test wait for what never comes: as Stryker does, such a change counts as caught, and is named. */
export type Outcome = 'caught' | 'timed out' | 'SURVIVED' | 'no test';

/** Tests of a file, by their titles. */
export interface Tests {
  readonly file: string;
  readonly titles: readonly string[];
}

/** A copy of the checkout in which files are changed and tests are run, all in one process without Playwright's runner. */
export class Copy {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mitp-mutate-'));
  readonly #originals = new Map<string, string>();
  #running: ChildProcess | undefined;

  /** The copy lasts until this process ends, or is told to end. */
  constructor(files: readonly string[]) {
    process.once('exit', () => this.#remove());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
    for (const file of files) {
      const to = join(this.#folder, file);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(file, to);
      if (!file.endsWith('.ts')) continue;
      this.#originals.set(file, readFileSync(file, 'utf8'));
      this.#write(file, this.#original(file));
    }
    symlinkSync(resolve('node_modules'), join(this.#folder, 'node_modules'));
  }

  /** Runs all tests of a file, and tells which changes each comes by. */
  async record(test: string, limitMs: number): Promise<Recorded[]> {
    const { stdout } = await this.#run(['record', test], limitMs);
    return [...stdout.matchAll(/^@@(.*)$/gm)].map(([, line]) => JSON.parse(line!) as Recorded);
  }

  /** Has `record` see who comes by these changes, until `unwatch`. */
  watch(mutants: readonly Mutant[]): void {
    const hit = `import { hit as __hit } from '${join(this.#folder, 'tests/mutate/harness/hit.ts')}'; `;
    for (const file of new Set(mutants.map((mutant) => mutant.file))) {
      const places = mutants.flatMap((mutant, at) => (mutant.file === file ? [{ at, mutant }] : []));
      this.#write(file, hit + watched(this.#original(file), places));
    }
  }

  unwatch(mutants: readonly Mutant[]): void {
    for (const { file } of mutants) this.#write(file, this.#original(file));
  }

  /** Shows a change to tests, until one notices. @returns what came of it, and the test that noticed */
  async show(mutant: Mutant, tests: readonly Tests[], limitMs: number): Promise<{ outcome: Outcome; by?: string }> {
    if (tests.length === 0) return { outcome: 'no test' };
    const original = this.#original(mutant.file);
    this.#write(mutant.file, mutated(original, mutant));
    writeFileSync(join(this.#folder, '.tests.json'), JSON.stringify(tests));
    const { status, stdout } = await this.#run(['judge', '.tests.json'], limitMs);
    this.#write(mutant.file, original);
    const by = /^@@(.*)$/m.exec(stdout)?.[1];
    const outcome = status === null ? 'timed out' : status === 0 ? 'SURVIVED' : 'caught';
    return { outcome, ...(by !== undefined && { by }) };
  }

  /** Ends what runs in the copy, and removes it. */
  #remove(): void {
    this.#kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #original(file: string): string {
    return this.#originals.get(file) ?? '';
  }

  #write(file: string, code: string): void {
    const compiled = join(this.#folder, '.compiled', file);
    mkdirSync(dirname(compiled), { recursive: true });
    writeFileSync(compiled, transformSync(code, { loader: 'ts', target: 'node20' }).code);
    writeFileSync(join(this.#folder, file), code);
  }

  async #run(args: readonly string[], timeout: number): Promise<{ status: number | null; stdout: string }> {
    const harness = join(this.#folder, 'tests/mutate/harness');
    const child = spawn(
      process.execPath,
      ['--import', join(harness, 'register.mjs'), join(harness, 'main.ts'), ...args],
      {
        cwd: this.#folder,
        env: { ...process.env, FORCE_COLOR: '1' },
        // A group of its own, so that what a test has started ends with it.
        detached: true,
        stdio: ['ignore', 'pipe', process.env.MUTATE_DEBUG ? 'inherit' : 'ignore'],
      },
    );
    this.#running = child;
    const ended = once(child, 'exit') as Promise<[number | null]>;
    const timer = setTimeout(() => this.#kill(), timeout);
    const [stdout, [status]] = await Promise.all([text(child.stdout), ended]);
    clearTimeout(timer);
    this.#kill();
    return { status, stdout };
  }

  #kill(): void {
    const { pid } = this.#running ?? {};
    this.#running = undefined;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // All of it has ended.
    }
  }
}
