import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Outcome } from './copy.ts';
import type { Recorded } from './harness/main.ts';
import type { Mutant } from './mutants.ts';

/** What came of a change, and the test that noticed. */
export interface Shown {
  readonly mutant: Mutant;
  readonly outcome: Outcome;
  readonly by?: string;
}

type Line = { code: string } | { test: string; records: Recorded[] } | { at: number; shown: Shown };

/** What was measured so far, line by line in a file, so that a run that is broken off goes on from there. */
export class Kept {
  readonly #file: string | undefined;
  /** By test file: its tests, what they took and which changes they come by. */
  readonly records = new Map<string, readonly Recorded[]>();
  /** By number of the change. */
  readonly shown = new Map<number, Shown>();

  /** @param files those that what was measured depends on: where one is another now, nothing of it counts */
  constructor(file: string | undefined, files: readonly string[]) {
    this.#file = file;
    if (file === undefined) return;
    const digest = createHash('sha256');
    for (const one of files.filter((name) => name.endsWith('.ts'))) digest.update(readFileSync(one));
    const code = digest.digest('hex');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    const [first, ...others] = lines.map((line) => JSON.parse(line) as Line);
    if (first === undefined || !('code' in first) || first.code !== code)
      writeFileSync(file, `${JSON.stringify({ code })}\n`);
    else for (const line of others) this.#take(line);
  }

  record(test: string, records: Recorded[]): void {
    this.#add({ test, records });
  }

  show(at: number, shown: Shown): void {
    if (!this.shown.has(at)) this.#add({ at, shown });
  }

  #add(line: Line): void {
    this.#take(line);
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  #take(line: Line): void {
    if ('test' in line) this.records.set(line.test, line.records);
    if ('at' in line) this.shown.set(line.at, line.shown);
  }
}
