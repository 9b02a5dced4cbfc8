import net from 'node:net';
import tls from 'node:tls';
import type { Network } from './network.ts';
import type { Proxy } from './proxy.ts';

/** An error of the proxy instead of a connection to the target. */
class ProxyError extends Error {
  constructor({ origin, variable }: Proxy, what: string) {
    super(`the proxy ${origin.origin} (${variable}) ${what}`);
  }
}

/** The longest head of a proxy's response. */
const LONGEST_HEAD = 16_384;

/**
 * Opens a connection to the target, through a proxy where the network has one for it. Certificates are verified.
 * @param signal ends the waiting
 * @throws why there is no connection; an error of the proxy is named as such
 */
export async function connect(target: URL, network: Network, signal?: AbortSignal): Promise<net.Socket> {
  const proxy = network.proxyOf(target);
  if (proxy === undefined) {
    const socket = net.connect({ ...address(target), ...(signal ? { signal } : {}) });
    await opened(socket, 'connect');
    return target.protocol === 'https:' ? secured(socket, target, network) : socket;
  }
  const socket = await connectToProxy(proxy, network, signal);
  if (target.protocol === 'http:') return socket;
  await tunnel(socket, target, proxy);
  return secured(socket, target, network);
}

async function connectToProxy(proxy: Proxy, network: Network, signal?: AbortSignal): Promise<net.Socket> {
  try {
    const socket = net.connect({ ...address(proxy.origin), ...(signal ? { signal } : {}) });
    await opened(socket, 'connect');
    // The client certificate is only for the target.
    const { ca } = network.tls;
    return proxy.origin.protocol === 'https:' ? await secured(socket, proxy.origin, { tls: ca ? { ca } : {} }) : socket;
  } catch (error) {
    throw unreachable(proxy, error as Error);
  }
}

/** The error of a connection to a proxy, named as such. */
export function unreachable(proxy: Proxy, error: Error): Error {
  return new ProxyError(proxy, `cannot be reached: ${error.message}`);
}

/** Asks a proxy for a tunnel to the target (RFC 9110, 9.3.6). */
function tunnel(socket: net.Socket, target: URL, proxy: Proxy): Promise<void> {
  const host = `${target.hostname}:${String(address(target).port)}`;
  const login = proxy.authorization === undefined ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`;
  socket.write(`CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n${login}\r\n`);
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const end = (what?: string) => {
      socket.off('data', read).off('end', closed).off('error', failed);
      if (what === undefined) resolve();
      else {
        socket.destroy();
        reject(new ProxyError(proxy, what));
      }
    };
    const closed = () => end(`closed the connection instead of responding to CONNECT ${host}`);
    const failed = (error: Error) => end(`broke the connection: ${error.message}`);
    const read = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const at = head.indexOf('\r\n\r\n');
      if (at < 0) return head.length > LONGEST_HEAD ? end('sent no HTTP response') : undefined;
      const [, status = '', words = ''] = /^HTTP\/1\.\d (\d{3}) ?(.*)/.exec(head.toString('latin1')) ?? [];
      // The target sends nothing before the client does, so bytes after the head are not from it.
      if (/^2/.test(status)) return end();
      if (status === '407')
        return end('wants a name and a password (407): put them before its host, as in http://name:password@host');
      return end(`does not connect to ${host}: ${status} ${words}`.trim());
    };
    socket.on('data', read).on('end', closed).on('error', failed);
  });
}

async function secured(socket: net.Socket, target: URL, network: Pick<Network, 'tls'>): Promise<tls.TLSSocket> {
  const { host } = address(target);
  const secure = tls.connect({
    socket,
    host,
    ...(net.isIP(host) ? {} : { servername: host }),
    ALPNProtocols: ['http/1.1'],
    ...network.tls,
  });
  await opened(secure, 'secureConnect');
  return secure;
}

function opened(socket: net.Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (error?: Error) => {
      socket.off(event, ready).off('error', end).off('close', closed);
      if (error === undefined) return resolve();
      socket.destroy();
      reject(error);
    };
    const ready = () => end();
    const closed = () => end(new Error('the connection was closed before it was ready'));
    socket.once(event, ready).once('error', end).once('close', closed);
  });
}

/** Host and port of an address, as sockets want them. */
export function address(url: URL): { host: string; port: number } {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port };
}
