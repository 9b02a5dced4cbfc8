import { readFileSync } from 'node:fs';

const LOOK_MS = 500;

/** A field of a process by its number in proc(5), from the fourth on; undefined where the system does not tell. */
function field(pid: number | 'self', number: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name in brackets may hold blanks and brackets itself.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[number - 3]);
  } catch {
    return undefined;
  }
}

const parentOf = (pid: number) => field(pid, 4);

/** Whether somebody wants this process to outlive those above it: `setsid` has it lead a session. (Node undoes `nohup`.) */
const outlives = () => field('self', 6) === process.pid;

/**
 * Calls `gone` when the process that started this one has ended without ending it, as after kill -9: a run must not go on
 * spending a quota that nobody watches. Runs that were started with setsid are left alone.
 * @param env where npm runs a script, npm is watched beside the shell in between
 * @returns a function that ends the watch
 */
export function whenOrphaned(gone: () => void, env: NodeJS.ProcessEnv = process.env): () => void {
  // Started by our own command (cli/mitp.mjs), which it is bound to.
  if (process.connected && env['MITP_LAUNCHED'] !== undefined) {
    process.once('disconnect', gone);
    process.channel?.unref();
    return () => process.off('disconnect', gone);
  }
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
