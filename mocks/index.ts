/** A myITprocess public API for your tests: `const mock = await startMock()`. See docs/mock.md. */
export { startMock, type Mock, type MockOptions } from './start.ts';
export type { DemoKeys } from './demo.ts';
export type { WorldSize } from './providers.ts';
export { LIMITERS, type LimiterName } from './limits/limiter.ts';
export type { Provider } from './providers.ts';
export type { Fault, FaultContext, FaultHooks } from './fault-hooks.ts';
export type { Snapshot } from './snapshot.ts';
export type { JournalEntry } from './journal.ts';
export { requestLine } from './request-log.ts';
export type { Reload } from './watch.ts';
