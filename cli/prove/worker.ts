import { perform } from './judge.ts';
import type { Task } from './plan.ts';

/** A process of its own that does one task after the other, as `mitp prove` hands them out. */
process.on('message', (task: Task) => {
  void perform(task).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));
