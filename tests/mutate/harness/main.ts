/**
 * Runs tests in the copy, in this process.
 * `main.ts record FILE`: all tests of a file, with a line of JSON on stdout for each.
 * `main.ts judge LIST`: the tests that a JSON file names, until one fails: then it ends with 1.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { takeHits } from './hit.ts';
import { registered, running, Skipped, type Registered } from './playwright.ts';

/** A test, what it took and what it came by. An empty title stands for the loading of the file. */
export interface Recorded {
  readonly file: string;
  readonly title: string;
  readonly ms: number;
  readonly passed: boolean;
  readonly hits: readonly number[];
}

type Run = (title: string, body: () => unknown) => Promise<boolean>;

/** Loads a file and runs those of its tests that are chosen, in that order. */
async function runFile(
  file: string,
  choose: (tests: readonly Registered[]) => readonly Registered[],
  run: Run,
): Promise<void> {
  for (const list of Object.values(registered)) list.length = 0;
  running.file = file;
  if (!(await run('', () => import(pathToFileURL(resolve(file)).href)))) return;
  const { tests, beforeAll, beforeEach, afterEach, afterAll } = registered;
  const inTurn = async (bodies: readonly ((fixtures: object) => unknown)[]) => {
    for (const body of bodies) await body({});
  };
  const chosen = choose(tests);
  for (const [at, { title, body }] of chosen.entries()) {
    const goesOn = await run(title, async () => {
      if (at === 0) await inTurn(beforeAll);
      await inTurn(beforeEach);
      try {
        await body({});
      } finally {
        await inTurn(afterEach);
      }
    });
    if (!goesOn) return;
  }
  if (chosen.length > 0) await inTurn(afterAll);
}

async function record(file: string): Promise<void> {
  takeHits();
  await runFile(
    file,
    (all) => all,
    async (title, body) => {
      const startedAt = performance.now();
      let passed = true;
      try {
        await body();
      } catch (error) {
        passed = error instanceof Skipped;
        if (!passed) process.stderr.write(`${file} ${title}: ${String(error)}\n`);
      }
      const ms = Math.round(performance.now() - startedAt);
      const recorded: Recorded = { file, title, ms, passed, hits: takeHits() };
      process.stdout.write(`\n@@${JSON.stringify(recorded)}\n`);
      return title !== '' || passed;
    },
  );
}

async function judge(list: string): Promise<void> {
  const files = JSON.parse(readFileSync(list, 'utf8')) as { file: string; titles: string[] }[];
  for (const { file, titles } of files)
    await runFile(
      file,
      (all) => titles.flatMap((title) => all.filter((test) => test.title === title)),
      async (title, body) => {
        try {
          await body();
        } catch (error) {
          if (error instanceof Skipped) return true;
          process.stdout.write(`\n@@${file} ${title}\n`);
          process.exit(1);
        }
        return true;
      },
    );
}

const [mode, argument] = process.argv.slice(2);
process.on('uncaughtException', (error) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
await (mode === 'record' ? record : judge)(argument!);
process.exit(0);
