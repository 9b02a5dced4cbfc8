const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How a run learns of Ctrl-C and other signals to end. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Signals do again what they did before. */
  readonly release: () => void;
}

/**
 * Ends a run in good order: the first signal aborts it, so that what was sent is judged and keys that were generated are
 * removed; the second says what is waited for; the third ends the process at once.
 */
export function interruption(say: (line: string) => void): Interruption {
  const controller = new AbortController();
  let count = 0;
  const heard = () => {
    count += 1;
    if (count === 1) {
      say('stopping: what was sent is judged, the rest is not-run');
      controller.abort();
    } else if (count === 2) say('still cleaning up (keys that were generated, the browser); once more ends at once');
    else process.exit(2);
  };
  for (const signal of SIGNALS) process.on(signal, heard);
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of SIGNALS) process.off(signal, heard);
    },
  };
}
