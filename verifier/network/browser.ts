import type { Browser, BrowserContextOptions, LaunchOptions } from '@playwright/test';
import { canTrust, homeTrusting } from './authorities.ts';
import type { Network } from './network.ts';

/** Launch options with which a browser reaches these addresses through this network. */
export function launchThrough(
  network: Network | undefined,
  addresses: readonly string[],
): Pick<LaunchOptions, 'proxy' | 'env'> {
  return { ...trusting(network, addresses), ...through(network, addresses) };
}

/** The environment of a browser that trusts the authorities of this network, where that is possible. */
function trusting({ authorities }: Partial<Network> = {}, addresses: readonly string[]): Pick<LaunchOptions, 'env'> {
  const isSecure = addresses.some((address) => new URL(address).protocol === 'https:');
  if (authorities === undefined || !isSecure || !canTrust(process.env)) return {};
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { env: { ...Object.fromEntries(own), HOME: homeTrusting(authorities) } };
}

function through(network: Network | undefined, addresses: readonly string[]): Pick<LaunchOptions, 'proxy'> {
  const proxies = addresses.map((address) => network?.proxyOf(new URL(address)));
  const proxy = proxies.find((found) => found !== undefined);
  if (network === undefined || proxy === undefined) return {};
  const { origin, username, password } = proxy;
  // Chromium takes a bare name for that host alone, NO_PROXY for its subdomains as well.
  const bypass = network.exceptions.flatMap((entry) => (/^[a-z]/i.test(entry) ? [entry, `.${entry}`] : [entry]));
  return {
    proxy: {
      server: origin.origin,
      ...(bypass.length > 0 ? { bypass: bypass.join(',') } : {}),
      ...(username === undefined ? {} : { username, password: password ?? '' }),
    },
  };
}

/** The same browser, whose sessions present our client certificate to these addresses. */
export function withCertificate(browser: Browser, network: Network | undefined, addresses: readonly string[]): Browser {
  const { cert, key } = network?.tls ?? {};
  const secure = addresses.map((address) => new URL(address)).filter(({ protocol }) => protocol === 'https:');
  if (cert === undefined || key === undefined || secure.length === 0) return browser;
  const pem = { cert: Buffer.from(cert), key: Buffer.from(key) };
  const clientCertificates = [...new Set(secure.map(({ origin }) => origin))].map((origin) => ({ origin, ...pem }));
  const newContext = (options: BrowserContextOptions = {}) => browser.newContext({ clientCertificates, ...options });
  return Object.create(browser, { newContext: { value: newContext } }) as Browser;
}
