import { whenOrphaned } from './orphan.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How a run learns of Ctrl-C and other signals to end. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Signals do again what they did before. */
  readonly release: () => void;
}

/** What is said at the first signal and at the second; the third ends the process at once. Without the second, more change nothing. */
export interface InterruptionWords {
  readonly stopping: string;
  readonly waiting?: string;
}

const OF_A_RUN: InterruptionWords = {
  stopping: 'stopping: what was sent is judged, the rest is not-run',
  waiting: 'still cleaning up (keys that were generated, the browser); once more ends at once',
};

/**
 * Ends a run in good order: the first signal aborts it, so that what was sent is judged and keys that were generated are
 * removed; the second says what is waited for; the third ends the process at once. The end of the process that started
 * this one counts as the first.
 */
export function interruption(say: (line: string) => void, words: InterruptionWords = OF_A_RUN): Interruption {
  const controller = new AbortController();
  let count = 0;
  const heard = () => {
    count += 1;
    if (count === 1) {
      say(words.stopping);
      controller.abort();
    } else if (words.waiting === undefined) return;
    else if (count === 2) say(words.waiting);
    else process.exit(2);
  };
  const endWatch = whenOrphaned(() => {
    say('the process that started this run is gone; setsid would let a run go on without it');
    if (count === 0) heard();
  });
  for (const signal of SIGNALS) process.on(signal, heard);
  return {
    signal: controller.signal,
    release: () => {
      endWatch();
      for (const signal of SIGNALS) process.off(signal, heard);
    },
  };
}
