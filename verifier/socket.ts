import { MOST_BYTES } from './body.ts';
import { sentHeaders, sentTarget, type RequestSpec } from './exchange.ts';
import { connect } from './network/connect.ts';
import { DIRECT, withNetworkHeaders, type Network } from './network/network.ts';
import type { Secrets } from './secrets.ts';

/** A response as it came over the wire. */
export interface WireResponse {
  status: number;
  headers: [name: string, value: string][];
  /** Everything after the headers, without chunk framing. */
  body: Buffer;
}

/**
 * Sends one request exactly as it is written, on a connection of its own, and reads until the server closes it: for headers that
 * HTTP libraries do not send (AUTH-09) and bodies that they do not show (a HEAD with one, CON-11).
 * @param base where the API is; its certificate is verified
 * @throws when no whole response came
 */
export async function sendBySocket(
  base: URL,
  request: RequestSpec,
  secrets: Secrets,
  signal: AbortSignal,
  network: Network = DIRECT,
): Promise<WireResponse> {
  const socket = await connect(base, network, signal);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const give = (error?: Error) => {
      socket.destroy();
      const response = parse(Buffer.concat(chunks), request.method);
      if (response) resolve(response);
      else reject(error ?? new Error('the connection was closed without a response'));
    };
    signal.addEventListener('abort', () => give(signal.reason as Error), { once: true });
    let idle: NodeJS.Timeout | undefined;
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if ((length += chunk.length) > MOST_BYTES) return give();
      clearTimeout(idle);
      // The server may keep the connection open; the response is over once nothing more comes.
      if (isWhole(Buffer.concat(chunks), request.method)) idle = setTimeout(give, AFTER_THE_END_MS);
    });
    socket.on('close', () => clearTimeout(idle));
    socket.on('end', () => give());
    socket.on('error', give);
    socket.write(requestText(base, request, secrets, network));
  });
}

function requestText(base: URL, request: RequestSpec, secrets: Secrets, network: Network): string {
  const proxy = base.protocol === 'http:' ? network.proxyOf(base) : undefined;
  const path = (proxy ? base.origin : '') + base.pathname.replace(/\/$/, '') + secrets.fill(sentTarget(request));
  const headers = Object.entries(withNetworkHeaders(sentHeaders(request), network)).flatMap(([name, values]) =>
    [values].flat().map((value) => `${secrets.headerName(name)}: ${secrets.fill(value)}`),
  );
  if (proxy?.authorization !== undefined) headers.push(`Proxy-Authorization: ${proxy.authorization}`);
  const lines = [`${request.method} ${path} HTTP/1.1`, `Host: ${base.host}`, ...headers, 'Connection: close', '', ''];
  return lines.join('\r\n');
}

/** How long to listen on an open connection after a whole response: a body that must not be there may follow. */
const AFTER_THE_END_MS = 300;

/** Whether a response is complete, by the length that its head states. */
function isWhole(bytes: Buffer, method: string): boolean {
  const head = parse(bytes, method);
  if (head === null) return false;
  if (method === 'HEAD' || head.status === 204 || head.status === 304) return true;
  const value = (name: string) => head.headers.find(([one]) => one.toLowerCase() === name)?.[1];
  if (/chunked/i.test(value('transfer-encoding') ?? ''))
    return /(^|\r\n)0+\r\n([^\r\n]+\r\n)*\r\n$/.test(bytes.toString('latin1'));
  const length = value('content-length');
  return length !== undefined && head.body.length >= Number(length);
}

/**
 * Parses a response from its bytes; null where they do not begin with a whole head. Interim responses (1xx) come before it and
 * are skipped; 101 leaves HTTP and is the last.
 */
function parse(bytes: Buffer, method: string): WireResponse | null {
  const end = bytes.indexOf('\r\n\r\n');
  const [start = '', ...lines] = bytes.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(start)?.[1]);
  if (end < 0 || !status) return null;
  if (status < 200 && status !== 101) return parse(bytes.subarray(end + 4), method);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const body = bytes.subarray(end + 4);
  const chunked = headers.some(([name, value]) => /^transfer-encoding$/i.test(name) && /chunked/i.test(value));
  return { status, headers, body: chunked && method !== 'HEAD' ? unchunk(body) : body };
}

function unchunk(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const line = body.indexOf('\r\n', at);
    const size = parseInt(body.subarray(at, Math.max(at, line)).toString('latin1'), 16);
    if (line < 0 || !(size > 0)) break;
    parts.push(body.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
  return Buffer.concat(parts);
}
