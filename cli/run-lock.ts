import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processField } from './process-stat.ts';
import { UserError } from '../verifier/user-error.ts';

/**
 * The process that holds a lock. A pid alone is not enough: another process may have it by now, as in containers, where every
 * first process is 1.
 */
interface Holder {
  readonly pid: number;
  /** When the process started, as its system writes it; absent on systems that do not tell. */
  readonly started?: string;
}

/** Attempts to take a lock that others take and release at the same time. */
const ATTEMPTS = 5;

/**
 * Locks a key's quota at a target for this process: two parallel runs would use it twice, and each would blame the target for the
 * other's share. Runs on other machines are not seen here; they show as unplanned 429s.
 * @returns a function that releases the lock
 * @throws UserError where another run of this machine has it, or where it cannot be written
 */
export function acquireRunLock(baseUrl: string, key: string): () => void {
  const mark = createHash('sha256').update(`${baseUrl}\n${key}`).digest('hex').slice(0, 16);
  const file = join(tmpdir(), `mitp-verify-${mark}.pid`);
  const own = `${file}.${randomUUID()}`;
  try {
    const started = startOf(process.pid);
    writeFileSync(own, JSON.stringify({ pid: process.pid, ...(started === undefined ? {} : { started }) }), {
      mode: 0o600,
    });
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (linked(own, file)) return () => rmSync(file, { force: true });
      const holder = holderOf(file);
      if (holder !== undefined) {
        throw new UserError(
          `another run (process ${holder.pid}) is judging ${baseUrl} with this key: both would use the same quota. ` +
            `Wait until it has ended, or use a key of another provider. Where there is no such run, delete ${file}.`,
        );
      }
      rmSync(file, { force: true });
    }
    throw new Error('others take it again and again');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `the run lock ${file} cannot be written: ${(error as Error).message}. Delete it, or name another folder in TMPDIR.`,
    );
  } finally {
    rmSync(own, { force: true });
  }
}

/** Gives a file its second name, unless that name exists: the one step that only one process can succeed in. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // Some network folders have no hard links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error;
    try {
      writeFileSync(to, readFileSync(from), { mode: 0o600, flag: 'wx' });
      return true;
    } catch (failed) {
      if ((failed as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw failed;
    }
  }
}

/** The process that holds the lock. A run that was killed leaves its file behind, but no longer holds it. */
function holderOf(file: string): Holder | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const holder = parse(text);
  // Signal 0 to process 0 would reach our own process group.
  if (holder === undefined || !(holder.pid > 0) || !isAlive(holder.pid)) return undefined;
  const started = startOf(holder.pid);
  return holder.started !== undefined && started !== undefined && started !== holder.started ? undefined : holder;
}

function parse(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Holder | number;
    return typeof value === 'number' ? { pid: value } : value;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be signalled, but it exists.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process started: together with its pid it identifies the process for good. */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      const started = processField(pid, 22);
      return started === undefined ? undefined : `${boot} ${started}`;
    }
    if (process.platform === 'win32') return undefined;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
