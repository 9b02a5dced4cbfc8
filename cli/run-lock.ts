import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../verifier/user-error.ts';

/**
 * Claims a key's budget at a target for this process: two runs at once would spend it twice, and each would take the
 * other's share for a fault of the target. Runs on other machines are not seen here; they show as unplanned 429s.
 * @returns gives it back
 * @throws UserError where another run of this machine has it
 */
export function acquireRunLock(baseUrl: string, key: string): () => void {
  const mark = createHash('sha256').update(`${baseUrl}\n${key}`).digest('hex').slice(0, 16);
  const file = join(tmpdir(), `mitp-verify-${mark}.pid`);
  const holder = holderOf(file);
  if (holder !== undefined) {
    throw new UserError(
      `another run (process ${holder}) is judging ${baseUrl} with this key: both would spend the same budget. ` +
        `Wait until it has ended, or use a key of another provider. Where there is no such run, delete ${file}.`,
    );
  }
  try {
    rmSync(file, { force: true });
    writeFileSync(file, String(process.pid), { mode: 0o600, flag: 'wx' });
  } catch {
    // A folder that takes no file costs this courtesy, not the run.
    return () => undefined;
  }
  return () => {
    rmSync(file, { force: true });
  };
}

/** The process that has the claim; a run that was killed has left its file behind, and has it no more. */
function holderOf(file: string): number | undefined {
  let pid: number;
  try {
    pid = Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  // Signal 0 to process 0 would reach our own group.
  if (!(pid > 0)) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // Somebody else's process may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : undefined;
  }
}
