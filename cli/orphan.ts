import { readFileSync } from 'node:fs';

const LOOK_MS = 500;

/** The process above a process; undefined where the system does not tell. */
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name in brackets may hold blanks and brackets itself (proc(5)).
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** Whether somebody wants this process to outlive its terminal: `nohup` has it ignore SIGHUP. */
function outlives(): boolean {
  try {
    const ignored = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return ignored !== undefined && (BigInt(`0x${ignored}`) & 1n) === 1n;
  } catch {
    return false;
  }
}

/**
 * Calls `gone` when the process that started this one has ended without ending it, as after kill -9: a run must not go on
 * spending a quota that nobody watches. Runs that were started with nohup are left alone.
 * @param env where npm runs a script, npm is watched beside the shell in between
 * @returns a function that ends the watch
 */
export function whenOrphaned(gone: () => void, env: NodeJS.ProcessEnv = process.env): () => void {
  const parent = process.ppid;
  if (parent <= 1 || outlives()) return () => undefined;
  const above = env['npm_lifecycle_event'] === undefined ? undefined : parentOf(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && (above === undefined || parentOf(parent) === above)) return;
    clearInterval(timer);
    gone();
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
