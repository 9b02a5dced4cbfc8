import { keepBrowser } from '../../verifier/shared-browser.ts';
import { perform } from './judge.ts';
import type { Task } from './plan.ts';

/** A process that performs one task after the other, as `mitp prove` sends them, in one browser. */
const endBrowser = keepBrowser();
process.on('message', (task: Task) => {
  void perform(task).then((result) => process.send?.(result));
});
process.on('disconnect', () => void endBrowser().finally(() => process.exit(0)));
// Ctrl-C reaches all processes of the terminal; the parent process ends this one.
process.on('SIGINT', () => undefined);
