import { processField } from './process-stat.ts';

const LOOK_MS = 500;

function parentOf(pid: number): number | undefined {
  if (pid === process.pid) return process.ppid;
  const parent = processField(pid, 4);
  return parent === undefined ? undefined : Number(parent);
}

const sessionOf = (pid: number) => processField(pid === process.pid ? 'self' : pid, 6);

/** A process and its parent. */
type Link = readonly [pid: number, parent: number];

/**
 * The chain of parents of a process. It ends at a process of another session: `setsid` means that a process may outlive its
 * parent. (Node undoes `nohup`.)
 */
function linksFrom(pid: number, most: number): Link[] {
  const parent = parentOf(pid);
  if (most === 0 || parent === undefined || parent <= 1) return [];
  const session = sessionOf(parent);
  if (session !== undefined && session !== sessionOf(pid)) return [];
  return [[pid, parent], ...linksFrom(parent, most - 1)];
}

/**
 * Calls `gone` when the parent of this process ended without ending it, for example by kill -9: a run must not go on using a
 * quota unnoticed. Runs that were started with setsid are left alone.
 * @param env where npm runs a script, npm is watched beside the shell in between
 * @returns a function that ends the watch
 */
export function whenOrphaned(gone: () => void, env: NodeJS.ProcessEnv = process.env): () => void {
  // Our own command (cli/mitp.mjs) started this process in a new session: the chain continues above that command.
  const isLaunched = process.connected && env['MITP_LAUNCHED'] !== undefined;
  const top = isLaunched ? process.ppid : process.pid;
  const links = linksFrom(top, env['npm_lifecycle_event'] === undefined ? 1 : 2);
  const end = () => {
    clearInterval(timer);
    process.off('disconnect', orphaned);
  };
  const orphaned = () => {
    end();
    gone();
  };
  const timer = setInterval(() => {
    if (links.some(([pid, parent]) => parentOf(pid) !== parent)) orphaned();
  }, LOOK_MS);
  timer.unref();
  if (isLaunched) {
    process.once('disconnect', orphaned);
    process.channel?.unref();
  }
  return end;
}
