import type { Browser, BrowserContextOptions, LaunchOptions } from '@playwright/test';
import type { Network } from './network.ts';

/** What a browser is started with so that it reaches these addresses through this network. */
export function launchThrough(
  network: Network | undefined,
  addresses: readonly string[],
): Pick<LaunchOptions, 'proxy'> {
  const proxies = addresses.map((address) => network?.proxyOf(new URL(address)));
  const proxy = proxies.find((found) => found !== undefined);
  if (network === undefined || proxy === undefined) return {};
  const { origin, username, password } = proxy;
  // Chromium takes a bare name for that host alone, where NO_PROXY means all below it as well.
  const bypass = network.exceptions.flatMap((entry) => (/^[a-z]/i.test(entry) ? [entry, `.${entry}`] : [entry]));
  return {
    proxy: {
      server: origin.origin,
      ...(bypass.length > 0 ? { bypass: bypass.join(',') } : {}),
      ...(username === undefined ? {} : { username, password: password ?? '' }),
    },
  };
}

/** The same browser, whose sessions show our client certificate to these addresses. */
export function withCertificate(browser: Browser, network: Network | undefined, addresses: readonly string[]): Browser {
  const { cert, key } = network?.tls ?? {};
  const secure = addresses.map((address) => new URL(address)).filter(({ protocol }) => protocol === 'https:');
  if (cert === undefined || key === undefined || secure.length === 0) return browser;
  const pem = { cert: Buffer.from(cert), key: Buffer.from(key) };
  const clientCertificates = [...new Set(secure.map(({ origin }) => origin))].map((origin) => ({ origin, ...pem }));
  const newContext = (options: BrowserContextOptions = {}) => browser.newContext({ clientCertificates, ...options });
  return Object.create(browser, { newContext: { value: newContext } }) as Browser;
}
