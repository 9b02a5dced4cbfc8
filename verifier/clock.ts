import { setTimeout as delay } from 'node:timers/promises';

/** The time of a run, in milliseconds: real on a live target; movable on the embedded mock. */
export interface RunClock {
  now(): number;
  /** Lets time pass: really, or by moving the target's clock. */
  sleep(ms: number): Promise<void>;
}

/** Milliseconds since 1970 by a clock that never jumps: the wall clock may be corrected during a run. */
const steady = (): number => Math.round(performance.timeOrigin + performance.now());

/** By how many milliseconds the wall clock is ahead of one that never jumps. It changes where the machine corrects its time or sleeps. */
export const wallClockAhead = (): number => Date.now() - steady();

export const realClock: RunClock = {
  now: steady,
  sleep: async (ms) => {
    await delay(Math.max(0, ms));
  },
};

/** Shorter waits are real, so that the target's own work keeps its order. */
const SHORT_MS = 50;

/**
 * A clock that moves the target's clock instead of waiting.
 * @param advance moves the target's clock forward by so many milliseconds
 * @param offset milliseconds by which the target's clock was moved already
 * @param moved called with the new offset, so that other workers can read it
 */
export function movableClock(
  advance: (ms: number) => Promise<void>,
  offset = 0,
  moved: (offset: number) => void = () => undefined,
): RunClock {
  let ahead = offset;
  return {
    now: () => steady() + ahead,
    sleep: async (ms) => {
      if (ms <= SHORT_MS) return realClock.sleep(ms);
      await advance(ms);
      ahead += ms;
      moved(ahead);
    },
  };
}

/** Why sending stops after Ctrl-C. */
export const INTERRUPTED = 'interrupted';

/** Thrown where the user stops the run. What was recorded by then is judged. */
export class Interrupted extends Error {}

/** The longest wait after a stop, in milliseconds. */
const PATIENCE_MS = 300;

/** A clock whose sleep ends early, by throwing {@link Interrupted}, once `stop` says so. */
export function interruptible(clock: RunClock, stop: () => boolean): RunClock {
  return {
    now: () => clock.now(),
    async sleep(ms) {
      if (clock !== realClock) return clock.sleep(ms);
      const until = clock.now() + ms;
      while (clock.now() < until) {
        if (stop()) throw new Interrupted(INTERRUPTED);
        await clock.sleep(Math.min(PATIENCE_MS, until - clock.now()));
      }
    },
  };
}
