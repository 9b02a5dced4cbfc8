/** The mock, as our commands and tests use it: with its state. What the package exports is in public.ts. */
export { startMock, type MockOptions, type RunningMock as Mock } from './start.ts';
export type { DemoKeys } from './keys/demo.ts';
export type { DatasetSize } from './keys/providers.ts';
export { LIMITERS, type LimiterName } from './limits/limiter.ts';
export { CONFORMING_LIMITERS } from './limits/index.ts';
export type { Provider } from './keys/providers.ts';
export type { Fault, FaultContext, FaultHooks } from './faults/hooks.ts';
export type { Snapshot } from './snapshot.ts';
export type { JournalEntry } from './journal/journal.ts';
export { requestLine } from './http/request-log.ts';
export type { Reload } from './watch.ts';
