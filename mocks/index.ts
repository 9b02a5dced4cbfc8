/** A myITprocess public API for your tests: `const mock = await startMock()`. See docs/mock.md. */
export { startMock, type Mock, type MockOptions } from './start.ts';
export type { DemoKeys } from './demo.ts';
export type { WorldSize } from './providers.ts';
