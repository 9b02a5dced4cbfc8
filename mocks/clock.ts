import { monotonic } from './real-time.ts';

/** What a clock is, in a snapshot: how far it runs from the machine's, and where it stands if it is frozen. */
export interface ClockSnapshot {
  readonly offset: number;
  readonly frozenAt: number | null;
  /** The time when it was taken: a restored clock is never behind it, whatever became of the machine's. */
  readonly now?: number;
}

/** The only source of time in the mock, so that tests and people can move it. Times are milliseconds since 1970, UTC. */
export interface Clock {
  /** The time now; never runs backwards. */
  now(): number;
  /** Moves on by `ms` (0 or more, up to the year 9999; else RangeError), frozen or not. */
  advance(ms: number): void;
  /** Stands still until `resume()`; freezing twice changes nothing. */
  freeze(): void;
  /** Runs again from where it stood. */
  resume(): void;
  readonly frozen: boolean;
  snapshot(): ClockSnapshot;
  restore(snapshot: ClockSnapshot): void;
}

/** The end of the year 9999: what comes after it, dates have no text for. */
const LAST = Date.UTC(9999, 11, 31);

/**
 * Makes a clock that follows `source` (milliseconds; default: the machine) until it is moved or frozen.
 */
export function createClock(source: () => number = monotonic): Clock {
  let offset = 0;
  let frozenAt: number | null = null;
  const now = () => frozenAt ?? source() + offset;
  return {
    now,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0 || now() + ms > LAST) {
        throw new RangeError(`The clock moves on by 0 or more milliseconds, up to the year 9999, not by ${ms}.`);
      }
      if (frozenAt === null) offset += ms;
      else frozenAt += ms;
    },
    freeze() {
      frozenAt ??= now();
    },
    resume() {
      if (frozenAt === null) return;
      offset = frozenAt - source();
      frozenAt = null;
    },
    get frozen() {
      return frozenAt !== null;
    },
    snapshot: () => ({ offset, frozenAt, now: now() }),
    restore(snapshot) {
      const { now: taken = -Infinity } = snapshot;
      offset = Math.min(Math.max(snapshot.offset, taken - source()), LAST - source());
      frozenAt = snapshot.frozenAt === null ? null : Math.min(snapshot.frozenAt, LAST);
    },
  };
}
