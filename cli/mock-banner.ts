import type { Mock } from '../mocks/index.ts';

/** What `mitp mock` says when it is ready: where everything is, the demo keys, and a first request to try. */
export function banner({ baseUrl, docsUrl, portalUrl, controlUrl, keys, limit, providers }: Mock): string {
  const [main, other, empty] = providers;
  const seconds = limit.windowMs / 1000;
  return `
myITprocess mock, ready. Stop it with Ctrl-C.

  API       ${baseUrl}
  Swagger   ${docsUrl}
  Portal    ${portalUrl}
  Control   ${controlUrl}   (requests, clock, budget, faults)

Demo keys, new at each start:
  ${keys.active}   ${main?.name ?? ''}
  ${keys.sibling}   ${main?.name ?? ''}, another key
  ${keys.foreign}   ${other?.name ?? ''}
  ${keys.empty}   ${empty?.name ?? ''}, without data
  ${keys.revoked}   revoked
  ${keys.deleted}   deleted

${String(limit.requests)} requests in ${String(seconds)} s for each IT provider (${limit.limiter}). Try:

  export MITP_API_KEY=${keys.active}
  curl -H "mitp-api-key: $MITP_API_KEY" '${baseUrl}/clients?pageSize=2'

`;
}
