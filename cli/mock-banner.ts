import { networkInterfaces } from 'node:os';

import { isLoopback } from '../mocks/web/control/guard.ts';
import type { Mock, Reload } from '../mocks/index.ts';

function demoKeys({ keys, providers: [main, other, empty] }: Mock): string {
  return `Demo keys, new at each start unless the environment sets them:
  ${keys.active}   ${main?.name ?? ''}
  ${keys.sibling}   ${main?.name ?? ''}, another key
  ${keys.foreign}   ${other?.name ?? ''}
  ${keys.empty}   ${empty?.name ?? ''}, without data
  ${keys.revoked}   revoked
  ${keys.deleted}   deleted`;
}

interface BannerOptions {
  readonly isRestored: boolean;
  /** The address that the mock listens on. */
  readonly host: string;
  /** Whether the control side has a token. */
  readonly hasToken: boolean;
}

const isEverywhere = (host: string) => host === '0.0.0.0' || host === '::';

/** The address of this machine that others can reach, in place of the one that means all interfaces. */
function reachable(origin: string, host: string): string {
  if (!isEverywhere(host)) return origin;
  const lan = Object.values(networkInterfaces())
    .flat()
    .find((one) => one !== undefined && !one.internal && one.family === 'IPv4');
  return origin.replace(/\/\/(\[::1\]|127\.0\.0\.1)/, `//${lan?.address ?? '127.0.0.1'}`);
}

/** The token that the control side requires on this host. */
function controlNote(host: string, hasToken: boolean): string {
  if (hasToken) return 'requests, clock, quota, faults; needs MITP_MOCK_CONTROL_TOKEN';
  if (isLoopback(host)) return 'requests, clock, quota, faults';
  return 'closed, because others reach this host: set MITP_MOCK_CONTROL_TOKEN to open it';
}

/** What `mitp mock` prints when it is ready: the addresses, the demo keys, and a first request to try. */
export function banner(mock: Mock, { isRestored, host, hasToken }: BannerOptions): string {
  const { keys, limit, state } = mock;
  const baseUrl = reachable(mock.baseUrl, host);
  const faults = state.faults.active();
  return `
myITprocess mock, ready. Stop it with Ctrl-C.

  API       ${baseUrl}
  Swagger   ${reachable(mock.docsUrl, host)}
  Portal    ${reachable(mock.portalUrl, host)}
  Control   ${reachable(mock.controlUrl, host)}   (${controlNote(host, hasToken)})

${isRestored ? 'Keys: those of the saved state; new ones are made in the portal.' : demoKeys(mock)}

${limit.requests} requests in ${limit.windowMs / 1000} s for each IT provider (${limit.limiter}).${
    faults.length > 0 ? `\nBroken on purpose: ${faults.join(', ')}.` : ''
  } Try:

  export MITP_API_KEY=${isRestored ? '...' : keys.active}
  curl -H "mitp-api-key: $MITP_API_KEY" '${baseUrl}/clients?pageSize=2'

`;
}

/** What is printed after the contract file changed. */
export const reloadLine = (reload: Reload): string =>
  'error' in reload
    ? `The contract stays as it was, because the new one cannot be used: ${reload.error.message}\n`
    : `Serving by the new contract: ${reload.contract.title} ${reload.contract.version}.\n`;
