/** A myITprocess public API for your tests: `const mock = await startMock()`. See docs/mock.md. */
import { startMock as start, type Mock, type MockOptions } from './start.ts';

/**
 * Starts a mock and gives it when it listens.
 *
 * @throws RangeError for an option that cannot be used, ContractError for a contract that cannot be used, and the system's
 *   error (`EADDRINUSE`) when it cannot listen
 */
export const startMock: (options?: MockOptions) => Promise<Mock> = start;

export type { Mock, MockOptions };
export type { OwnData, Row } from './types.ts';
export type { DemoKeys } from './keys/demo.ts';
export type { DatasetSize, Provider } from './keys/providers.ts';
export { LIMITERS, type LimiterName } from './limits/limiter.ts';
export type { Fault, FaultContext, FaultHooks } from './faults/hooks.ts';
export type { Snapshot } from './snapshot.ts';
export type { JournalEntry, JournalFilter } from './journal/journal.ts';
export type { ClientFinding } from './client-rules/findings.ts';
export type { FindingOptions, MockControls } from './controls.ts';
export type { SetSituation, Situation } from './situations.ts';
export { requestLine } from './http/request-log.ts';
export type { Reload } from './watch.ts';
