import { createInterface } from 'node:readline/promises';

/**
 * Asks on the terminal about each of several things.
 * @returns those that were confirmed; `q` skips the rest
 */
export async function promptForEach<T>(things: readonly T[], textOf: (thing: T) => string): Promise<T[]> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const taken: T[] = [];
  try {
    for (const [at, thing] of things.entries()) {
      const response = await terminal.question(
        `${at + 1}/${things.length}  ${textOf(thing)}\n      adopt it? [y/N/q] `,
      );
      if (/^q/i.test(response.trim())) break;
      if (/^y/i.test(response.trim())) taken.push(thing);
    }
  } finally {
    terminal.close();
  }
  return taken;
}

/** Asks for one confirmation on the terminal. @returns whether it was given */
export async function confirmed(prompt: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${prompt} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
