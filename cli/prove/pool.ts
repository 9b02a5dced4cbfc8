import { fork, type ChildProcess } from 'node:child_process';
import { asset } from '../../spec/asset.ts';
import type { Task } from './plan.ts';
import { aborted, type Result } from './result.ts';
import { existsSync } from 'node:fs';

/**
 * Path, below the package's root, of one of our own modules for another process to load: TypeScript in a checkout, the
 * compiled JavaScript in an installed package.
 * @param module the module without its ending: `reports/reporter`
 */
function here(module: string): string {
  return existsSync(asset('tsconfig.json')) ? `${module}.ts` : `dist/${module}.js`;
}

/** A task that takes longer is given up: its process hangs. */
const PATIENCE_MS = 300_000;

function start(): ChildProcess {
  const module = here('cli/prove/worker');
  const execArgv = module.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [];
  return fork(asset(module), { execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

class Stopped extends Error {}

/** Sends a task to a process. Rejects when the process ends or hangs, and when all work is stopped. */
function send(worker: ChildProcess, task: Task, stop: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const give = (error: Error) => {
      settle();
      worker.kill('SIGKILL');
      reject(error);
    };
    const timer = setTimeout(() => give(new Error(`no result within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
    const ended = (code: number | null) => give(new Error(`its process ended with ${String(code)}`));
    const stopped = () => give(new Stopped());
    const done = (result: unknown) => {
      settle();
      resolve(result as Result);
    };
    const settle = () => {
      clearTimeout(timer);
      worker.off('message', done).off('exit', ended);
      stop.removeEventListener('abort', stopped);
    };
    stop.addEventListener('abort', stopped);
    worker.on('message', done).on('exit', ended).send(task);
  });
}

/**
 * Performs all tasks in `jobs` processes, and reports each when it is done.
 * @param stop ends the work at once; the results so far are returned
 */
export async function performAll(
  tasks: readonly Task[],
  jobs: number,
  told: (result: Result) => void,
  stop: AbortSignal,
): Promise<Result[]> {
  const waiting = [...tasks];
  const results: Result[] = [];
  const work = async () => {
    let worker = start();
    for (let task = waiting.shift(); task && !stop.aborted; task = waiting.shift()) {
      let result: Result;
      try {
        result = await send(worker, task, stop);
      } catch (error) {
        if (error instanceof Stopped) return;
        result = aborted(task, error);
        worker = start();
      }
      results.push(result);
      told(result);
    }
    worker.disconnect();
  };
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, work));
  return results;
}
