import http from 'node:http';
import https from 'node:https';
import { bodyText } from './body.ts';
import type { ApiResponse, RequestSpec } from './exchange.ts';
import type { Secrets } from './secrets.ts';
import { sendBySocket } from './socket.ts';

export interface SendOptions {
  /** How long to wait for the whole answer, in milliseconds. */
  timeoutMs?: number;
  /** Send on a connection of its own, instead of a warm one. */
  newConnection?: boolean;
}

const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 64 }),
};

/**
 * Sends one request and waits for its whole answer. Redirects are answers, never followed: the key would travel along.
 * TLS certificates are verified. The answer's text and headers come back with key values replaced by their names.
 * @returns the answer, or what kept it away
 */
export async function send(
  baseUrl: string,
  request: RequestSpec,
  secrets: Secrets,
  { timeoutMs = 30_000, newConnection = false }: SendOptions = {},
): Promise<{ response: ApiResponse } | { error: string }> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const base = originFor(baseUrl, request);
    const response =
      request.via === 'socket'
        ? await bySocket(base, request, secrets, signal)
        : await byLibrary(base, request, secrets, signal, newConnection);
    return { response };
  } catch (error) {
    return { error: secrets.hide(describe(error, timeoutMs)) };
  }
}

/** Where an ask goes. A key never leaves for plain HTTP where the target is HTTPS. */
function originFor(baseUrl: string, request: RequestSpec): URL {
  const base = new URL(baseUrl);
  if (request.via !== 'plain-http') return base;
  if (JSON.stringify(request).includes('{{')) throw new Error('a key is not sent over plain HTTP');
  base.protocol = 'http:'; // https' default port becomes http's; a port of its own stays
  return base;
}

async function bySocket(base: URL, request: RequestSpec, secrets: Secrets, signal: AbortSignal): Promise<ApiResponse> {
  const { status, headers, body } = await sendBySocket(base, request, secrets, signal);
  return answerFrom(status, named(headers, secrets), body, secrets);
}

function byLibrary(
  base: URL,
  request: RequestSpec,
  secrets: Secrets,
  signal: AbortSignal,
  newConnection: boolean,
): Promise<ApiResponse> {
  const secure = base.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const sending = (secure ? https : http).request({
      protocol: base.protocol,
      hostname: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port,
      method: request.method,
      path: base.pathname.replace(/\/$/, '') + secrets.fill(request.target),
      headers: fillHeaders(request, secrets),
      agent: newConnection ? false : agents[secure ? 'https:' : 'http:'],
      signal,
    });
    sending.on('error', reject);
    sending.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('aborted', () => reject(new Error('the connection broke off within the answer')));
      response.on('end', () => {
        const raw = response.rawHeaders;
        const pairs = Array.from(
          { length: raw.length / 2 },
          (_, i) => [raw[2 * i] ?? '', raw[2 * i + 1] ?? ''] as const,
        );
        resolve(answerFrom(response.statusCode ?? 0, named(pairs, secrets), Buffer.concat(chunks), secrets));
      });
    });
    sending.end();
  });
}

function answerFrom(status: number, headers: ApiResponse['headers'], bytes: Buffer, secrets: Secrets): ApiResponse {
  const { text, ...odd } = bodyText(bytes, headers['content-encoding']);
  return { status, headers, text: secrets.hide(text), ...odd };
}

function fillHeaders(request: RequestSpec, secrets: Secrets): Record<string, string | string[]> {
  const filled = Object.entries(request.headers).map(([name, value]): [string, string | string[]] => [
    secrets.headerName(name),
    typeof value === 'string' ? secrets.fill(value) : value.map((one) => secrets.fill(one)),
  ]);
  return Object.fromEntries(filled);
}

function named(pairs: Iterable<readonly [string, string]>, secrets: Secrets): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (const [name, value] of pairs) (headers[name.toLowerCase()] ??= []).push(secrets.hide(value));
  return headers;
}

function describe(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  const code = (error as NodeJS.ErrnoException).code;
  return code && !error.message.includes(code) ? `${error.message} (${code})` : error.message;
}
