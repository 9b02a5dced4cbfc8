import { fork, type ChildProcess } from 'node:child_process';

import { asset } from '../../spec/asset.ts';
import { here } from '../here.ts';
import type { Task } from './plan.ts';
import type { Result } from './result.ts';

/** A task that takes longer is given up: its process hangs. */
const PATIENCE_MS = 180_000;

function start(): ChildProcess {
  const module = here('cli/prove/worker');
  const execArgv = module.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [];
  return fork(asset(module), { execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

function ask(worker: ChildProcess, task: Task): Promise<Result> {
  return new Promise((resolve, reject) => {
    const give = (error: Error) => {
      settle();
      worker.kill('SIGKILL');
      reject(error);
    };
    const timer = setTimeout(() => give(new Error(`no result within ${String(PATIENCE_MS / 1000)} s`)), PATIENCE_MS);
    const ended = (code: number | null) => give(new Error(`its process ended with ${String(code)}`));
    const done = (result: unknown) => {
      settle();
      resolve(result as Result);
    };
    const settle = () => {
      clearTimeout(timer);
      worker.off('message', done).off('exit', ended);
    };
    worker.on('message', done).on('exit', ended).send(task);
  });
}

/** Does all tasks in `jobs` processes, and tells of each as it is done. */
export async function performAll(
  tasks: readonly Task[],
  jobs: number,
  told: (result: Result) => void,
): Promise<Result[]> {
  const waiting = [...tasks];
  const results: Result[] = [];
  const work = async () => {
    let worker = start();
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      let result: Result;
      try {
        result = await ask(worker, task);
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        result =
          task.kind === 'honest'
            ? { task, alarms: [], notRun: [], seconds: 0, error: said }
            : { task, outcome: 'survived', flags: [], depth: 'full', seconds: 0, error: said };
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
