import { startMock, type Mock, type MockOptions } from '../../mocks/index.ts';
import type { TargetConfig } from '../../verifier/config.ts';

/** How a mock under test is started. */
export type Form = Pick<MockOptions, 'size' | 'seed' | 'limiter' | 'faults' | 'catalogue'>;

const PASSWORD = 'demo';

/** A running mock as a target of the suites, with or without its pages (a browser is slow); the suites move its clock. */
export function targetOf(mock: Mock, pages: boolean): TargetConfig {
  const person = (provider: number, role: string) => {
    const user = mock.providers[provider]?.users.find((one) => one.role === role);
    return { username: user?.username ?? '', password: PASSWORD };
  };
  const portal = {
    url: mock.portalUrl,
    ...person(0, 'IT Provider Admin'),
    member: person(0, 'Engineer'),
    foreign: person(1, 'IT Provider Admin'),
  };
  const { active, sibling, foreign, revoked, deleted } = mock.keys;
  return {
    baseUrl: mock.baseUrl,
    keys: { active, sibling, foreign, revoked, deleted },
    ...(pages && { portal, docsUrl: mock.docsUrl }),
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
