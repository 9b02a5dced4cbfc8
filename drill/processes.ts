import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A process gets this long to end by itself after SIGTERM. */
const GRACE_MS = 2000;

/** Every process below `root`, children before their children; none where the system cannot say. */
async function descendants(root: number): Promise<number[]> {
  let table: string;
  try {
    table = (await run('ps', ['-A', '-o', 'pid=,ppid='])).stdout;
  } catch {
    return [];
  }
  const children = new Map<number, number[]>();
  for (const line of table.split('\n')) {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    if (pid && parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = [...(children.get(root) ?? [])];
  for (let at = 0; at < found.length; at += 1) found.push(...(children.get(found[at] ?? 0) ?? []));
  return found;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}

/**
 * Ends a process that was started as the leader of its own group, with everything below it.
 * @param ended settles when the leader has ended
 */
export async function endTree(leader: number, ended: Promise<unknown>): Promise<void> {
  const below = await descendants(leader);
  const all = (name: NodeJS.Signals) => {
    signal(-leader, name);
    for (const pid of below) signal(pid, name);
  };
  all('SIGTERM');
  const grace = new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref());
  await Promise.race([ended, grace]);
  all('SIGKILL');
  await ended;
}

/** Ends what a process left behind in its group. */
export const endGroup = (leader: number): void => signal(-leader, 'SIGKILL');
