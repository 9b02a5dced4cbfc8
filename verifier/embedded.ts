// The only place where the suites' side starts the mock. It is a target like any other: known by its address, its data unknown.
import type { Mock } from '../mocks/index.ts';
import { readConfig, type TargetConfig } from './config.ts';

/** The password of every demo user; the sign-in page shows it. */
const DEMO_PASSWORD = 'demo';

/** The target of a run without a configured one: a mock on a free port of this machine. */
export interface EmbeddedTarget {
  config: TargetConfig;
  close(): Promise<void>;
}

/** Starts the embedded mock. @param spec an OpenAPI file in place of the package's own contract */
export async function startEmbedded(spec?: string): Promise<EmbeddedTarget> {
  // Loaded on demand: a live target needs no mock.
  const { startMock } = await import('../mocks/index.ts');
  const mock = await startMock(spec === undefined ? {} : { spec });
  const { requests, windowMs } = mock.limit;
  const config = { ...configOf(mock), limit: requests, windowSeconds: windowMs / 1000, endsWithRun: true };
  return { config, close: () => mock.close() };
}

/** The environment that names a mock of this process as the target. */
function environmentOf(mock: Mock): Record<string, string> {
  const person = (provider: number, role: string) =>
    mock.providers[provider]?.users.find((user) => user.role === role)?.username ?? '';
  return {
    MITP_BASE_URL: mock.baseUrl,
    MITP_API_KEY: mock.keys.active,
    MITP_SIBLING_API_KEY: mock.keys.sibling,
    MITP_FOREIGN_API_KEY: mock.keys.foreign,
    MITP_REVOKED_API_KEY: mock.keys.revoked,
    MITP_DELETED_API_KEY: mock.keys.deleted,
    MITP_PORTAL_URL: mock.portalUrl,
    MITP_PORTAL_USERNAME: person(0, 'IT Provider Admin'),
    MITP_PORTAL_PASSWORD: DEMO_PASSWORD,
    MITP_PORTAL_MEMBER_USERNAME: person(0, 'Engineer'),
    MITP_PORTAL_MEMBER_PASSWORD: DEMO_PASSWORD,
    MITP_PORTAL_FOREIGN_USERNAME: person(1, 'IT Provider Admin'),
    MITP_PORTAL_FOREIGN_PASSWORD: DEMO_PASSWORD,
    MITP_DOCS_URL: mock.docsUrl,
    MITP_EMBEDDED_CONTROL_URL: mock.controlUrl,
  };
}

/** A mock of this process as a target, for `judgeTarget`. */
export function configOf(mock: Mock): TargetConfig {
  const config = readConfig(environmentOf(mock));
  if (config === null) throw new Error('a mock always has a base URL');
  return config;
}

/** Moves the embedded mock's clock forward. @throws when the mock rejects */
export async function advanceTarget(controlUrl: string, ms: number): Promise<void> {
  const response = await fetch(`${controlUrl}/clock/advance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ms }),
  });
  if (!response.ok) throw new Error(`the mock's clock cannot be moved: ${response.status} ${await response.text()}`);
}
