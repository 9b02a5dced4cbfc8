import { startMock, type Mock, type MockOptions } from '../../mocks/index.ts';
import type { TargetConfig } from '../../tests/harness/config.ts';

/** How a mock that is judged is started. */
export type Form = Pick<MockOptions, 'size' | 'seed' | 'limiter' | 'faults' | 'catalogue'>;

/** A running mock as the suites are told of it; they move its clock. */
export function targetOf(mock: Mock): TargetConfig {
  const { active, sibling, foreign, revoked, deleted } = mock.keys;
  return {
    baseUrl: mock.baseUrl,
    keys: { active, sibling, foreign, revoked, deleted },
    portal: { url: mock.portalUrl },
    docsUrl: mock.docsUrl,
    limit: mock.limit.requests,
    windowSeconds: mock.limit.windowMs / 1000,
    controlUrl: mock.controlUrl,
  };
}

/** Starts a mock of this form, hands it over, and stops it. */
export async function withMock<Result>(form: Form, use: (mock: Mock) => Promise<Result>): Promise<Result> {
  const mock = await startMock(form);
  try {
    return await use(mock);
  } finally {
    await mock.close();
  }
}
