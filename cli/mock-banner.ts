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

/** What `mitp mock` says when it is ready: where everything is, the demo keys, and a first request to try. */
export function banner(mock: Mock, isRestored: boolean): string {
  const { baseUrl, docsUrl, portalUrl, controlUrl, keys, limit, state } = mock;
  const faults = state.faults.active();
  return `
myITprocess mock, ready. Stop it with Ctrl-C.

  API       ${baseUrl}
  Swagger   ${docsUrl}
  Portal    ${portalUrl}
  Control   ${controlUrl}   (requests, clock, budget, faults)

${isRestored ? 'Keys: those of the saved state; new ones are made in the portal.' : demoKeys(mock)}

${String(limit.requests)} requests in ${String(limit.windowMs / 1000)} s for each IT provider (${limit.limiter}).${
    faults.length > 0 ? `\nBroken on purpose: ${faults.join(', ')}.` : ''
  } Try:

  export MITP_API_KEY=${isRestored ? '...' : keys.active}
  curl -H "mitp-api-key: $MITP_API_KEY" '${baseUrl}/clients?pageSize=2'

`;
}

/** What is said when the contract file changed. */
export const reloadLine = (reload: Reload): string =>
  'error' in reload
    ? `The contract stays as it was, because the new one cannot be used: ${reload.error.message}\n`
    : `Serving by the new contract: ${reload.contract.title} ${reload.contract.version}.\n`;
