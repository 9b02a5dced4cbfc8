import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
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
 * Processes with this line in their environment, those too that left their group and whose parent has ended. Linux alone
 * says so.
 */
async function startedWith(mark: string | undefined): Promise<number[]> {
  if (mark === undefined) return [];
  const names = await readdir('/proc').catch(() => []);
  const pids = names.map(Number).filter((pid) => Number.isInteger(pid) && pid !== process.pid);
  const found = pids.map(async (pid) => {
    const environment = await readFile(`/proc/${String(pid)}/environ`, 'latin1').catch(() => '');
    return environment.split('\0').includes(mark) ? [pid] : [];
  });
  return (await Promise.all(found)).flat();
}

/**
 * Ends a process that was started as the leader of its own group, with everything below it.
 * @param ended settles when the leader has ended
 * @param mark a line of the environment that only it and what it started have
 */
export async function endTree(leader: number, ended: Promise<unknown>, mark?: string): Promise<void> {
  const below = [...(await descendants(leader)), ...(await startedWith(mark))];
  const all = (name: NodeJS.Signals) => {
    signal(-leader, name);
    for (const pid of below) signal(pid, name);
  };
  all('SIGTERM');
  const grace = new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref());
  await Promise.race([ended, grace]);
  all('SIGKILL');
  await endLeft(leader, mark);
  await ended;
}

/** Ends what a process left behind: in its group or, by the mark, anywhere. */
export async function endLeft(leader: number, mark?: string): Promise<void> {
  signal(-leader, 'SIGKILL');
  for (const pid of await startedWith(mark)) signal(pid, 'SIGKILL');
}
