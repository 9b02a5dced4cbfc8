import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** A core for the server and another for the load, where the system can pin processes; else nothing is pinned. */
const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;
export const PINNED = canPin;
export const pinned = (core: 'server' | 'load', command: readonly string[]): string[] =>
  canPin ? ['taskset', '-c', core === 'server' ? '0' : '1', ...command] : [...command];

/** A contestant that answers. */
export interface Running {
  readonly port: number;
  /** From the start of the process to the first response, in milliseconds. */
  readonly startMs: number;
  readonly child: ChildProcess;
  /** Megabytes in memory now; undefined where the system does not tell. */
  residentMb(): number | undefined;
  /** Seconds of processor that it used so far; undefined where the system does not tell. */
  cpuSeconds(): number | undefined;
  stop(): Promise<void>;
}

const children = new Set<ChildProcess>();

/** Ends a process and those it started, at once. */
function end(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

const endAll = () => {
  for (const child of children) end(child);
};
process.on('exit', endAll);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    endAll();
    process.stderr.write('bench: stopped, nothing was written\n');
    process.exit(130);
  });
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Starts a process in a group of its own, so that what it starts ends with it. */
export function start(
  command: readonly string[],
  env: NodeJS.ProcessEnv = {},
  ipc = false,
  stdout: 'ignore' | 'pipe' = 'ignore',
): ChildProcess {
  const [file = '', ...args] = command;
  const child = spawn(file, args, {
    detached: true,
    stdio: ['ignore', stdout, 'pipe', ...(ipc ? (['ipc'] as const) : [])],
    env: { ...process.env, ...env },
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Gets one answer; undefined while nobody listens. */
export function response(
  port: number,
  path: string,
  key: string,
): Promise<{ status: number; body: string } | undefined> {
  return new Promise((resolve) => {
    const headers = { 'mitp-api-key': key, accept: 'application/json' };
    const request = get({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
      );
    });
    request.on('error', () => resolve(undefined));
  });
}

const START_MS = 60_000;
const POLL_MS = 4;

/** Starts a contestant and waits for its first response to `path`. Rejects with what it said when it gives none. */
export async function startServer(
  commandOf: (port: number) => readonly string[],
  path: string,
  key: string,
  env?: NodeJS.ProcessEnv,
  ipc?: boolean,
): Promise<Running> {
  const port = await freePort();
  const began = performance.now();
  const child = start(pinned('server', commandOf(port)), env, ipc);
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2000)));
  for (;;) {
    if ((await response(port, path, key))?.status === 200) break;
    if (child.exitCode !== null || performance.now() - began > START_MS) {
      end(child);
      throw new Error(
        `${commandOf(port).join(' ')} did not answer 200 to ${path}: ${said.trim() || 'it said nothing'}`,
      );
    }
    await wait(POLL_MS);
  }
  return {
    port,
    child,
    startMs: performance.now() - began,
    residentMb: () => residentMb(child.pid),
    cpuSeconds: () => cpuSeconds(child.pid),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      end(child);
      await gone;
    },
  };
}

/** Seconds of processor that a process used so far; undefined where the system does not tell. */
export const cpuSecondsOf = (child: ChildProcess): number | undefined => cpuSeconds(child.pid);

/** What the process holds in memory. taskset becomes what it starts, so the child's id is the server's. */
function residentMb(pid: number | undefined): number | undefined {
  try {
    const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1];
    return kb === undefined ? undefined : Number(kb) / 1024;
  } catch {
    return undefined;
  }
}

/** The clock ticks of Linux's /proc: 100 a second on every platform that Node runs on. */
const TICKS = 100;

function cpuSeconds(pid: number | undefined): number | undefined {
  try {
    const fields =
      readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
        .split(') ')[1]
        ?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return undefined;
  }
}
