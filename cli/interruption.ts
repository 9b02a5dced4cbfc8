import { whenOrphaned } from './orphan.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves at Ctrl-C, SIGTERM, or when the terminal is closed. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve());
  });
}

/** How a run learns of Ctrl-C and other signals to stop. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Restores the earlier effect of the signals. */
  readonly release: () => void;
}

/**
 * What is printed at the first signal and at the second; the third ends the process at once. Without a text for the second,
 * further signals have no effect.
 */
export interface InterruptionWords {
  readonly stopping: string;
  readonly waiting?: string;
}

const OF_A_RUN: InterruptionWords = {
  stopping: 'stopping: what was sent is judged, the rest is not-run',
  waiting: 'still cleaning up (keys that were generated, the browser); once more ends at once',
};

/**
 * Stops a run in good order: the first signal aborts it, so that what was recorded is judged and generated keys are removed; the
 * second prints what it is waiting for; the third ends the process at once. The end of the parent process counts as the first.
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
