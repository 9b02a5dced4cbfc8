import { readFileSync, writeFileSync } from 'node:fs';

import type { Snapshot } from '../mocks/index.ts';
import { UserError } from '../verifier/user-error.ts';

/** The snapshot in a file; undefined when there is no file yet. Throws UserError when it holds something else. */
export function readState(file: string | undefined): Snapshot | undefined {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UserError(`${file} cannot be read: ${(error as Error).message}.`);
  }
  try {
    const snapshot = JSON.parse(text) as Partial<Snapshot> | null;
    if (snapshot?.version === 1 && snapshot.keys && snapshot.providers) return snapshot as Snapshot;
  } catch {
    // Said below: whatever is wrong with the file, the mending is the same.
  }
  throw new UserError(`${file} is no snapshot of a mock. Name another file, or delete this one to start afresh.`);
}

/** Saves a snapshot, readable by its owner alone: it holds hashes of keys. */
export function writeState(file: string | undefined, snapshot: Snapshot): void {
  if (file === undefined) return;
  try {
    writeFileSync(file, `${JSON.stringify(snapshot)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new UserError(`The state could not be saved to ${file}: ${(error as Error).message}.`);
  }
}
