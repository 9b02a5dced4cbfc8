import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';

import { endLeft, endTree } from './processes.ts';

/** How a command ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly overdue: boolean;
  readonly seconds: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that cannot be started at all. */
export class NotStarted extends Error {}

const WHY_NOT: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such command',
  EACCES: 'the file is not executable; make it so (chmod +x), or name its interpreter before it, such as sh or python3',
  ENOEXEC: 'it is no program of this system; name its interpreter before it, such as sh or python3',
};

/** Longer output of a client is cut; a result of that size needs `--result`. */
export const MOST_BYTES = 64 * 1024 * 1024;
/** A process that the client started may hold its output open after its end; the drill waits no longer than this. */
const CLOSE_MS = 500;

/** Gathers the output of a stream. */
function gather(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    if ((length += chunk.length) <= MOST_BYTES) chunks.push(chunk);
  });
  stream.on('error', () => undefined);
  return () => Buffer.concat(chunks).toString('utf8');
}

/**
 * Runs a command to its end, or for `patience` seconds, in a process group of its own: everything it started ends with it.
 * @param stop ends it at once
 * @throws NotStarted when there is no such command
 */
export async function runClient(
  command: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  patience: number,
  stop: AbortSignal,
): Promise<Ended> {
  const started = performance.now();
  const [file = '', ...args] = command;
  // Only this client and the processes that it started have this in their environment, so it identifies them.
  const run = randomUUID();
  const mark = `MITP_DRILL_RUN=${run}`;
  const own = { ...env, MITP_DRILL_RUN: run };
  const child = spawn(file, args, { env: own, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const [stdout, stderr] = [gather(child.stdout), gather(child.stderr)];
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = new Promise<{ code: number | null; by: string | null }>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      const why = WHY_NOT[error.code ?? ''] ?? error.message;
      reject(new NotStarted(`${file} cannot be started: ${why}.`));
    });
    child.once('exit', (code, by) => resolve({ code, by }));
  });
  let overdue = false;
  let timer: NodeJS.Timeout | undefined;
  const end = () =>
    void (
      child.pid !== undefined &&
      endTree(
        child.pid,
        ended.catch(() => undefined),
        mark,
      )
    );
  try {
    timer = setTimeout(() => {
      overdue = true;
      end();
    }, patience * 1000);
    stop.addEventListener('abort', end);
    if (stop.aborted) end();
    const { code, by } = await ended;
    const seconds = (performance.now() - started) / 1000;
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, CLOSE_MS))]);
    return { exitCode: overdue ? null : code, signal: by, overdue, seconds, stdout: stdout(), stderr: stderr() };
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', end);
    if (child.pid !== undefined) await endLeft(child.pid, mark);
    child.stdout.destroy();
    child.stderr.destroy();
  }
}
