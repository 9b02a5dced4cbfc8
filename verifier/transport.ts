import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { bodyText, MOST_BYTES } from './body.ts';
import { sentHeaders, sentTarget, type ApiResponse, type RequestSpec } from './exchange.ts';
import { unreachable } from './network/connect.ts';
import { DIRECT, withNetworkHeaders, type Network } from './network/network.ts';
import { routeTo, type Route } from './network/route.ts';
import type { Secrets } from './secrets.ts';
import { sendBySocket } from './socket.ts';

export interface SendOptions {
  /** How long to wait for the whole response, in milliseconds. */
  timeoutMs?: number;
  /** Send on a new connection instead of a warm one. */
  newConnection?: boolean;
  /** Send a safe request again, on a new connection, where a warm one turns out to be closed (RFC 9112, 9.3.1). */
  resend?: boolean;
  /** What the network between here and the target needs; a direct connection unless set. */
  network?: Network;
  /** Aborts the request. */
  signal?: AbortSignal;
}

/**
 * Sends one request and waits for its whole response. Redirects are never followed: the key would travel along. TLS certificates
 * are verified. Key values in the response's text and headers are replaced by their names.
 * @returns the response, or why none came
 */
export async function send(
  baseUrl: string,
  request: RequestSpec,
  secrets: Secrets,
  { timeoutMs = 30_000, newConnection = false, resend = false, network = DIRECT, signal: given }: SendOptions = {},
): Promise<{ response: ApiResponse } | { error: string }> {
  // Node takes whole milliseconds alone, and times of a clock are none.
  const timeout = AbortSignal.timeout(Math.ceil(timeoutMs));
  const signal = given === undefined ? timeout : AbortSignal.any([timeout, given]);
  try {
    const base = originFor(baseUrl, request);
    // A gateway's headers are as secret as a key, so they do not go over plain HTTP.
    const way = request.via === 'plain-http' ? { ...network, headers: {} } : network;
    const byRoute = (warm: boolean) => byLibrary(base, request, secrets, signal, routeTo(base, way, warm), way);
    const response =
      request.via === 'socket'
        ? await bySocket(base, request, secrets, signal, way)
        : await byRoute(!newConnection).catch((error: unknown) => {
            if (!(error instanceof ClosedBefore)) throw error;
            if (resend && SAFE.has(request.method)) return byRoute(false);
            throw error.cause;
          });
    return { response };
  } catch (error) {
    return { error: secrets.hide(describe(error, timeoutMs)) };
  }
}

/** Methods that change nothing, so that a request may go twice (RFC 9110, 9.2.1). */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A warm connection that was closed before a response began, as a server may do at any time. */
class ClosedBefore extends Error {}

/** Where a request goes. A key is never sent over plain HTTP where the target is HTTPS. */
function originFor(baseUrl: string, request: RequestSpec): URL {
  const base = new URL(baseUrl);
  if (request.via !== 'plain-http') return base;
  if (JSON.stringify(request).includes('{{')) throw new Error('a key is not sent over plain HTTP');
  base.protocol = 'http:'; // the default port of https becomes that of http; an explicit port stays
  return base;
}

async function bySocket(
  base: URL,
  request: RequestSpec,
  secrets: Secrets,
  signal: AbortSignal,
  network: Network,
): Promise<ApiResponse> {
  const { status, headers, body } = await sendBySocket(base, request, secrets, signal, network);
  return responseFrom(status, headers, body, secrets);
}

function byLibrary(
  base: URL,
  request: RequestSpec,
  secrets: Secrets,
  signal: AbortSignal,
  route: Route,
  network: Network,
): Promise<ApiResponse> {
  const { agent, secure, host, port, prefix, proxy } = route;
  return new Promise((resolve, reject) => {
    const sending = (secure ? https : http).request({
      protocol: secure ? 'https:' : 'http:',
      hostname: host,
      ...(secure ? { servername: isIP(host) === 0 ? host : '' } : {}),
      port,
      method: request.method,
      path: prefix + base.pathname.replace(/\/$/, '') + secrets.fill(sentTarget(request)),
      headers: {
        Host: base.host,
        ...withNetworkHeaders(fillHeaders(request, secrets), network),
        ...(proxy?.authorization === undefined ? {} : { 'Proxy-Authorization': proxy.authorization }),
      },
      agent,
      signal,
    });
    let hasResponse = false;
    sending.on('error', (error: NodeJS.ErrnoException) => {
      if (sending.reusedSocket && !hasResponse && ['ECONNRESET', 'EPIPE'].includes(error.code ?? ''))
        reject(new ClosedBefore(error.message, { cause: error }));
      else reject(proxy && isConnecting(error) ? unreachable(proxy, error) : error);
    });
    sending.on('response', (response) => {
      hasResponse = true;
      const chunks: Buffer[] = [];
      let length = 0;
      const whole = () => {
        const raw = response.rawHeaders;
        const pairs = Array.from(
          { length: raw.length / 2 },
          (_, i) => [raw[2 * i] ?? '', raw[2 * i + 1] ?? ''] as const,
        );
        try {
          resolve(responseFrom(response.statusCode ?? 0, pairs, Buffer.concat(chunks), secrets));
        } catch (error) {
          // An exception in an event handler would end the run and lose its verdict.
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if ((length += chunk.length) <= MOST_BYTES) return;
        whole();
        response.destroy();
      });
      response.on('error', reject);
      response.on('aborted', () => reject(new Error('the connection broke off within the response')));
      response.on('end', whole);
    });
    sending.end();
  });
}

/** The response with key values replaced by their names, and the names of those that were in it. */
function responseFrom(
  status: number,
  pairs: Iterable<readonly [string, string]>,
  bytes: Buffer,
  secrets: Secrets,
): ApiResponse {
  const found = new Set<string>();
  const hide = (text: string) => {
    for (const name of secrets.partsIn(text)) found.add(name);
    return secrets.hide(text, (name) => {
      found.add(name);
      return `<${name}>`;
    });
  };
  // No prototype: a header may be called `constructor`.
  const headers = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of pairs) (headers[name.toLowerCase()] ??= []).push(hide(value));
  const { text, ...odd } = bodyText(bytes, headers['content-encoding']);
  const body = hide(text);
  return { status, headers, text: body, ...odd, ...(found.size === 0 ? {} : { keys: [...found] }) };
}

function fillHeaders(request: RequestSpec, secrets: Secrets): Record<string, string | string[]> {
  const filled = Object.entries(sentHeaders(request)).map(([name, value]): [string, string | string[]] => [
    secrets.headerName(name),
    typeof value === 'string' ? secrets.fill(value) : value.map((one) => secrets.fill(one)),
  ]);
  return Object.fromEntries(filled);
}

/** A failure before anything was sent. */
function isConnecting({ syscall = '' }: NodeJS.ErrnoException): boolean {
  return syscall === 'connect' || syscall === 'getaddrinfo';
}

function describe(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `no response within ${timeoutMs / 1000} s`;
  const code = (error as NodeJS.ErrnoException).code;
  return code && !error.message.includes(code) ? `${error.message} (${code})` : error.message;
}
