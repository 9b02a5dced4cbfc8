import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import type { IHttpConfig, IHttpRequest, IHttpResponse, PrismHttpComponents } from '@stoplight/prism-http';
import { Command, InvalidArgumentError } from 'commander';

import { parseQuery } from '../mocks/data/query-string.ts';
import { prismDocument } from '../mocks/engine/document.ts';
import { listen, stop } from '../mocks/http/server.ts';
import { contractFile, loadContract } from '../spec/contract.ts';
import { readNetwork } from '../verifier/network/network.ts';
import { UserError } from '../verifier/user-error.ts';
import { fetchFor } from './environment/fetch.ts';
import { stopSignal } from './interruption.ts';
import { wholeNumber } from './options.ts';

interface ProxyFlags {
  readonly baseUrl: URL;
  readonly port: number;
  readonly host: string;
  readonly spec?: string;
}

/** `mitp proxy`: forwards requests to a live target and reports where request or response break the contract. */
export function proxyCommand(): Command {
  return new Command('proxy')
    .requiredOption('--base-url <url>', 'the API to pass requests on to, with /public-api/v1', httpUrl)
    .option('--port <number>', 'port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 4011)
    .option('--host <address>', 'address to listen on; 0.0.0.0 lets other machines in', '127.0.0.1')
    .option('--spec <file>', 'judge by this OpenAPI file (default: MITP_CONTRACT, or the contract of this package)')
    .action(serve);
}

async function serve({ baseUrl, port: wanted, host, spec }: ProxyFlags): Promise<void> {
  const reach = { get: await fetchFor(process.env), headers: readNetwork(process.env).headers };
  const tell = (line: string) => void process.stderr.write(`${line}\n`);
  const handle = await createProxy(baseUrl, spec ?? contractFile(), tell, reach);
  const server = createServer((request, response) => void handle(request, response));
  const url = await listen(server, wanted, host).catch((error: Error) => {
    throw new UserError(`${host}:${wanted} cannot be listened on (${error.message}). Try --port 0.`);
  });
  process.stderr.write(`Passing ${url}${baseUrl.pathname} on to ${baseUrl.href}. Stop it with Ctrl-C.\n`);
  await stopSignal();
  await stop(server);
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A request on its way through Prism, with the bytes of its response, which are returned unchanged. */
interface Passing extends IHttpRequest {
  readonly target: URL;
  bytes?: Buffer;
}

const CONFIG = {
  isProxy: true,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
} as const;

/** How long a target may take, and how long its response may be. */
const PATIENCE_MS = 60_000;
const MOST_BYTES = 64 * 1024 * 1024;

const UNSENT = new Set([
  'accept-encoding',
  'expect',
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'upgrade',
  'content-length',
]);
/** Encodings that `fetch` decodes. */
const READABLE = new Set(['', 'identity', 'gzip', 'x-gzip', 'deflate', 'br']);
const UNRETURNED = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-encoding', 'content-length']);
const right = <Value>(value: Value) => ({ _tag: 'Right' as const, right: value });
const left = (error: Error) => ({ _tag: 'Left' as const, left: error });

/** The response of the target. A redirect is passed back, never followed: the key is for this host alone. */
async function forward(passing: Passing, reach: Upstream): Promise<IHttpResponse> {
  const { get, headers: own, patienceMs = PATIENCE_MS, mostBytes = MOST_BYTES } = reach;
  const sent = Object.entries(passing.headers ?? {}).filter(([name]) => !UNSENT.has(name));
  // Only encodings that can be read here: the response is judged, and returned unpacked.
  const headers: [string, string][] = [...sent, ...Object.entries(own), ['accept-encoding', 'gzip, deflate, br']];
  const method = passing.method.toUpperCase();
  const signal = AbortSignal.timeout(patienceMs);
  const response = await get(passing.target, { method, headers, redirect: 'manual', signal });
  passing.bytes = await bytesOf(response, mostBytes);
  const encoding = response.headers.get('content-encoding') ?? '';
  if (!encoding.split(',').every((name) => READABLE.has(name.trim().toLowerCase())))
    throw new Error(`the response is in an encoding that cannot be read: ${encoding}`);
  const named = Object.fromEntries([...response.headers].filter(([name]) => !UNRETURNED.has(name)));
  return { statusCode: response.status, headers: named, body: parsed(passing.bytes.toString()) };
}

/** The JSON of a body, or its text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : text;
  }
}

/** How the target is reached. */
export interface Upstream {
  readonly get: typeof fetch;
  /** Headers that each request carries for a gateway before the target (MITP_EXTRA_HEADERS). */
  readonly headers: Readonly<Record<string, string>>;
  /** How long the target may take, in milliseconds, and how long its response may be, in bytes. */
  readonly patienceMs?: number;
  readonly mostBytes?: number;
}

/** Creates the handler of a proxy in front of `upstream`, which reports each violation in one line. */
export async function createProxy(
  upstream: URL,
  spec: string,
  tell: (line: string) => void,
  reach: Upstream = { get: fetch, headers: {} },
): Promise<Handle> {
  // Loaded on demand: with its generator of examples it takes longer than the rest of the command.
  const { createInstance, getHttpOperationsFromSpec } = await import('@stoplight/prism-http');
  const contract = loadContract(spec);
  const resources = await getHttpOperationsFromSpec(prismDocument(contract));
  const silent: object = new Proxy({}, { get: (_, name) => (name === 'child' ? () => silent : () => undefined) });
  const components = {
    logger: silent as never,
    forward:
      ({ data }: { data: IHttpRequest }) =>
      () =>
      () =>
        forward(data as Passing, reach).then(right, left),
  } satisfies Partial<PrismHttpComponents>;
  const config: IHttpConfig = { ...CONFIG, upstream };
  const prism = createInstance(config, components);
  const base = upstream.pathname.replace(/\/$/, '');

  const handle: Handle = async (request, response) => {
    const url = pathOf(request.url ?? '/');
    const { method = 'GET', headers } = request;
    const path = (url.startsWith(base) ? url.slice(base.length) : url).split('?')[0] || '/';
    const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
    const key = headers[contract.keyHeader.toLowerCase()];
    const hidden = (text: string) => (typeof key === 'string' && key !== '' ? text.replaceAll(key, '[key]') : text);
    const query = Object.fromEntries([...parseQuery(search.slice(1))].map(([name, [value = '']]) => [name, value]));
    const passing: Passing = {
      method: method.toLowerCase() as Passing['method'],
      url: { path, query },
      headers: headers as Record<string, string>,
      target: new URL(upstream.origin + base + path + search),
    };
    const result = await prism.request(passing, resources)();
    if (result._tag === 'Left') {
      tell(hidden(`${method} ${path}: the target did not respond: ${result.left.message}`));
      response.writeHead(502, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ title: 'Bad Gateway', status: 502, detail: 'The target did not respond.' }));
      return;
    }
    const { output, validations } = result.right;
    for (const { message } of [...validations.input, ...validations.output]) {
      tell(hidden(`${method} ${path} ${output.statusCode}: ${message}`));
    }
    response.writeHead(output.statusCode, output.headers);
    response.end(method === 'HEAD' ? undefined : passing.bytes);
  };
  // Whatever a request or a response holds: an error ends that request, never the proxy.
  return (request, response) =>
    handle(request, response).catch((error: unknown) => {
      tell(`${request.method ?? ''} could not be passed on: ${error instanceof Error ? error.message : 'unknown'}`);
      if (response.headersSent) return void response.destroy();
      response.writeHead(400, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ title: 'Bad Request', status: 400, detail: 'This request cannot be passed on.' }));
    });
}

/** The path and query of a request's target, which may be a whole URL (RFC 9112, absolute form). */
const pathOf = (target: string): string => target.replace(/^https?:\/\/[^/?]*/i, '');

/** The bytes of a response, up to a limit. */
async function bytesOf({ body }: globalThis.Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (!body) return Buffer.alloc(0);
  for await (const part of Readable.fromWeb(body as WebStream) as AsyncIterable<Uint8Array>) {
    parts.push(part);
    length += part.length;
    if (length > most) throw new Error(`the response is longer than ${Math.ceil(most / 1024 / 1024)} MiB`);
  }
  return Buffer.concat(parts);
}

function httpUrl(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.username) return url;
  throw new InvalidArgumentError('Give an http(s) address such as https://host/public-api/v1.');
}
