import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A process gets this long to end by itself after SIGTERM. */
const GRACE_MS = 1000;

/** Process ids from /proc; empty on systems other than Linux. */
async function listed(): Promise<number[]> {
  const names = await readdir('/proc').catch(() => []);
  return names.map(Number).filter((pid) => Number.isInteger(pid) && pid !== process.pid);
}

const read = (pid: number, name: string): Promise<string> => readFile(`/proc/${pid}/${name}`, 'latin1').catch(() => '');

/** Every process with its parent; empty where the system cannot say. Small images have no `ps`, and Linux does not need it. */
async function parents(): Promise<[pid: number, parent: number][]> {
  const pids = await listed();
  if (pids.length > 0) {
    // The name in parentheses may hold anything; the state and the parent come after it.
    const stats = pids.map(async (pid) => [pid, Number(/.*\) \S+ (\d+)/s.exec(await read(pid, 'stat'))?.[1])] as const);
    return (await Promise.all(stats)).map(([pid, parent]) => [pid, parent]);
  }
  const lines = await run('ps', ['-A', '-o', 'pid=,ppid=']).then(
    ({ stdout }) => stdout.trim().split('\n'),
    () => [],
  );
  return lines.map((line) => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    return [pid, parent];
  });
}

/** Every process below `root`, children before their children. */
async function descendants(root: number): Promise<number[]> {
  const children = new Map<number, number[]>();
  for (const [pid, parent] of await parents()) children.set(parent, [...(children.get(parent) ?? []), pid]);
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
 * Processes with this line in their environment, including those that left their group and whose parent has ended. Only Linux
 * tells.
 */
async function startedWith(mark: string): Promise<number[]> {
  const found = (await listed()).map(async (pid) =>
    (await read(pid, 'environ')).split('\0').includes(mark) ? [pid] : [],
  );
  return (await Promise.all(found)).flat();
}

/**
 * Ends a process that was started as the leader of its own group, and everything below it.
 * @param ended settles when the leader has ended
 * @param mark a line of the environment that only it and the processes it started have
 */
export async function endTree(leader: number, ended: Promise<unknown>, mark: string): Promise<void> {
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
export async function endLeft(leader: number, mark: string): Promise<void> {
  signal(-leader, 'SIGKILL');
  for (const pid of await startedWith(mark)) signal(pid, 'SIGKILL');
}
