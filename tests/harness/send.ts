import * as http from 'node:http';
import * as https from 'node:https';
import type { Answer, Ask } from './exchange.ts';
import type { Secrets } from './secrets.ts';

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
export function send(
  baseUrl: string,
  ask: Ask,
  secrets: Secrets,
  { timeoutMs = 30_000, newConnection = false }: SendOptions = {},
): Promise<{ answer: Answer } | { error: string }> {
  const url = new URL(baseUrl);
  const secure = url.protocol === 'https:';
  return new Promise((resolve) => {
    const fail = (error: unknown) => resolve({ error: secrets.hide(describe(error, timeoutMs)) });
    let request: http.ClientRequest;
    try {
      request = (secure ? https : http).request({
        protocol: url.protocol,
        hostname: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port,
        method: ask.method,
        path: url.pathname.replace(/\/$/, '') + secrets.fill(ask.target),
        headers: fillHeaders(ask, secrets),
        agent: newConnection ? false : agents[secure ? 'https:' : 'http:'],
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      return fail(error);
    }
    request.on('error', fail);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('aborted', () => fail(new Error('the connection broke off within the answer')));
      response.on('end', () => {
        const text = secrets.hide(Buffer.concat(chunks).toString('utf8'));
        resolve({ answer: { status: response.statusCode ?? 0, headers: headersOf(response, secrets), text } });
      });
    });
    request.end();
  });
}

function fillHeaders(ask: Ask, secrets: Secrets): Record<string, string | string[]> {
  const filled = Object.entries(ask.headers).map(([name, value]): [string, string | string[]] => [
    name,
    typeof value === 'string' ? secrets.fill(value) : value.map((one) => secrets.fill(one)),
  ]);
  return Object.fromEntries(filled);
}

function headersOf(response: http.IncomingMessage, secrets: Secrets): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (let i = 0; i + 1 < response.rawHeaders.length; i += 2) {
    const name = (response.rawHeaders[i] ?? '').toLowerCase();
    (headers[name] ??= []).push(secrets.hide(response.rawHeaders[i + 1] ?? ''));
  }
  return headers;
}

function describe(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  const code = (error as NodeJS.ErrnoException).code;
  return code && !error.message.includes(code) ? `${error.message} (${code})` : error.message;
}
