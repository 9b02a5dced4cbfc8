import perfHooks from 'node:perf_hooks';
import timers from 'node:timers';

/**
 * The machine's timers and clock, taken once when the mock is loaded. Test runners put fakes into the global object and
 * into these modules (`vi.useFakeTimers()`, `jest.useFakeTimers()`): a mock that called those would never answer.
 */
export const { clearTimeout, setImmediate, setTimeout } = timers;

const { performance } = perfHooks;
const now = performance.now.bind(performance);
const { timeOrigin } = performance;

/** Milliseconds since the process started, by a clock that never jumps. */
export const elapsed = (): number => now();

/** Milliseconds since 1970, without the jumps of a corrected wall clock. */
export const monotonic = (): number => timeOrigin + now();

/** Resolves after `ms` real milliseconds. */
export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
