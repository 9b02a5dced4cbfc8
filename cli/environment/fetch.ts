import type { Dispatcher } from 'undici';

import { readNetwork } from '../../verifier/network/network.ts';

/**
 * `fetch` through the network of the environment: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, the certificates of NODE_EXTRA_CA_CERTS,
 * and MITP_CLIENT_CERT. Node's own `fetch` reads none of these variables at run time.
 * @throws UserError for a variable that cannot be used
 */
export async function fetchFor(env: NodeJS.ProcessEnv): Promise<typeof fetch> {
  const { tls, proxyOf } = readNetwork(env);
  const { Agent, ProxyAgent, fetch: send } = await import('undici');
  const direct = new Agent({ connect: tls });
  const proxied = new Map<string, Dispatcher>();
  const dispatcherFor = (url: URL): Dispatcher => {
    const proxy = proxyOf(url);
    if (!proxy) return direct;
    const name = `${url.protocol} ${proxy.origin.href}`;
    const known = proxied.get(name);
    if (known) return known;
    const { authorization: token } = proxy;
    const made = new ProxyAgent({
      ...{ uri: proxy.origin.href, requestTls: tls, proxyTls: tls.ca ? { ca: tls.ca } : {} },
      // A proxy can read plain HTTP itself; only https needs a tunnel (RFC 9110, 9.3.6).
      ...{ proxyTunnel: url.protocol === 'https:', ...(token !== undefined && { token }) },
    });
    proxied.set(name, made);
    return made;
  };
  return ((input: URL | string, init: object = {}) =>
    send(input, { ...init, dispatcher: dispatcherFor(new URL(input)) })) as unknown as typeof fetch;
}
