import perfHooks from 'node:perf_hooks';
import timers from 'node:timers';

/**
 * The machine's timers and clock, taken once when the mock is loaded. Test runners replace the global ones and those of these
 * modules by fakes (`vi.useFakeTimers()`, `jest.useFakeTimers()`): a mock that used them would never respond.
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
