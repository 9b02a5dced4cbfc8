import { createServer, type AddressInfo, type Socket } from 'node:net';
import { connect } from './connect.ts';
import type { Network } from './network.ts';

/** Where a load tool that knows neither proxies nor certificates sends its requests, and how it writes them. */
export interface Relay {
  /** What it connects to. */
  readonly origin: string;
  /** Before each path. */
  readonly prefix: string;
  /** Headers that it sends along: the host that is meant, the login of a proxy. */
  readonly headers: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * A way to the target for tools that only write plain HTTP to a port: certificates are verified, a proxy and a client
 * certificate are used, as with every other request. A plain target without a proxy is reached as it is.
 */
export async function relayTo(target: URL, network: Network): Promise<Relay> {
  const headers = { Host: target.host };
  const proxy = network.proxyOf(target);
  if (target.protocol === 'http:' && proxy === undefined)
    return { origin: target.origin, prefix: '', headers, close: () => Promise.resolve() };
  const open = new Set<Socket>();
  const server = createServer((local) => {
    open.add(local);
    local.on('error', () => undefined).on('close', () => open.delete(local));
    local.pause();
    connect(target, network).then(
      (remote) => {
        remote.on('error', () => local.destroy()).on('close', () => local.destroy());
        local.on('close', () => remote.destroy());
        local.pipe(remote).pipe(local);
      },
      () => local.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    prefix: target.protocol === 'http:' ? target.origin : '',
    headers: {
      ...headers,
      ...(target.protocol === 'http:' && proxy?.authorization ? { 'Proxy-Authorization': proxy.authorization } : {}),
    },
    close: async () => {
      for (const local of open) local.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
