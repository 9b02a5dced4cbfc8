import { statSync } from 'node:fs';

import type { Snapshot } from '../mocks/index.ts';
import { snapshotProblem } from '../mocks/web/control/input.ts';
import { OWNER_ALONE, replaceFile } from '../reports/files.ts';
import { readBounded } from '../spec/bounded-file.ts';
import { UserError } from '../verifier/user-error.ts';

/** The largest snapshot: more than a thousand providers with data of their own take. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The text of a regular file that is no longer than a snapshot can be. */
function textOf(file: string): string {
  if (!statSync(file).isFile()) throw new Error('it is no file');
  return readBounded(file, MOST_BYTES).toString();
}

/** The snapshot in a file; undefined when there is no file yet. Throws UserError when it holds something else. */
export function readState(file: string | undefined): Snapshot | undefined {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = textOf(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UserError(`${file} cannot be read: ${(error as Error).message}.`);
  }
  let problem: string | undefined;
  try {
    const snapshot: unknown = JSON.parse(text);
    problem = snapshotProblem(snapshot);
    if (problem === undefined) return snapshot as Snapshot;
  } catch {
    problem = 'it is not JSON';
  }
  throw new UserError(
    `${file} is no snapshot of a mock (${problem}). Name another file, or delete this one to start afresh.`,
  );
}

/**
 * Saves a snapshot, readable only by its owner: it holds hashes of keys.
 * @throws UserError when it cannot be saved; the old file is untouched
 */
export function writeState(file: string | undefined, snapshot: Snapshot): void {
  if (file === undefined) return;
  try {
    replaceFile(file, `${JSON.stringify(snapshot)}\n`, OWNER_ALONE);
  } catch (error) {
    throw new UserError(
      `The state could not be saved to ${file}: ${(error as Error).message}. The file of before is kept.`,
    );
  }
}
