import { weightOf, type Task } from './plan.ts';

/** Reports how far a proof has come, and how long it will take, by the work in its tasks. */
export class Remaining {
  readonly #started = performance.now();
  readonly #all: number;
  readonly #count: number;
  #work = 0;
  #done = 0;

  constructor(tasks: readonly Task[]) {
    this.#count = tasks.length;
    this.#all = tasks.reduce((sum, task) => sum + weightOf(task), 0);
  }

  /** Notes that a task is done. @returns such as `[ 17/341, 4 min left]` */
  after(task: Task): string {
    this.#done += 1;
    this.#work += weightOf(task);
    const seconds = (performance.now() - this.#started) / 1000;
    const left = (seconds / this.#work) * (this.#all - this.#work);
    const time = left >= 60 ? `${Math.round(left / 60)} min` : `${Math.round(left)} s`;
    const done = String(this.#done).padStart(String(this.#count).length);
    return `[${done}/${this.#count}, ${time} left]`;
  }
}
