import { createServer, request as forward, Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import type { Disturbance, Act } from './disturbance.ts';
import { keyUseOf, type Keys } from './key-use.ts';
import { outcomeOf } from './outcome.ts';
import type { Outcome, SentRequest } from './rules/requests.ts';

export interface RecorderOptions {
  /** The origin of a mock, which serves all undisturbed requests. */
  readonly mock: string;
  readonly basePath: string;
  readonly keyHeader: string;
  readonly keys: Keys;
  readonly disturb?: Disturbance | undefined;
  readonly hide: (text: string) => string;
  /** Translates the client's address into the mock's, where they differ. */
  readonly rewrite?: (url: string) => string;
}

/** A proxy between a client and a mock: records every request, and disturbs those that the scenario names. */
export interface Recorder {
  readonly origin: string;
  /** The requests so far, in the order in which they came. Those in flight count as given up. */
  requests(): SentRequest[];
  /** How many requests were disturbed. */
  disturbed(): number;
  /** Stops listening; connections are reset. */
  goDown(): Promise<void>;
  close(): Promise<void>;
}

/** A browser's preflight; the client's author did not send it. */
const isPreflight = ({ method, headers }: IncomingMessage) =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;

/** Most bytes of a body that are kept: sending one to a read-only API is judged by its beginning. */
const LONGEST_BODY = 100_000;

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    if ((length += chunk.length) <= LONGEST_BODY) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

interface Served {
  readonly status: number;
  readonly rawHeaders: readonly string[];
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Starts a recorder on a free port of this machine. */
export async function startRecorder(options: RecorderOptions): Promise<Recorder> {
  const { mock, basePath, keyHeader, keys, disturb, hide, rewrite = (url: string) => url } = options;
  const started = performance.now();
  const agent = new Agent({ keepAlive: true });
  const connections = new Map<Socket, { readonly connection: number; readonly connectedAt: number }>();
  const records: SentRequest[] = [];
  /** When a response was handed out: no client has it earlier, and a busy machine notices its end late. */
  const handedOut = new WeakMap<ServerResponse, number>();
  let [arrived, disturbed, connectionsSeen] = [0, 0, 0];

  /** Serves a request by the mock, if needed with a revoked key. */
  const serve = (message: IncomingMessage, body: Buffer, revoked: boolean): Promise<Served> =>
    new Promise((resolve, reject) => {
      const rawHeaders = revoked
        ? message.rawHeaders.map((text) => text.replaceAll(keys.active, keys.revoked))
        : message.rawHeaders;
      const { hostname, port } = new URL(mock);
      const sent = forward(
        {
          hostname,
          port,
          agent,
          method: message.method,
          path: rewrite(message.url ?? '/'),
          headers: [...rawHeaders],
          setHost: false,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
          response.on('end', () => {
            const { statusCode = 502, rawHeaders, headers } = response;
            resolve({ status: statusCode, rawHeaders, headers, body: Buffer.concat(chunks) });
          });
        },
      );
      sent.on('error', reject).end(body);
    });

  const respond = (
    response: ServerResponse,
    status: number,
    headers: string[] | Record<string, string>,
    body: Buffer,
  ) =>
    new Promise<void>((resolve) => {
      response.once('close', resolve);
      handedOut.set(response, performance.now() - started);
      response.writeHead(status, headers);
      response.end(body);
    });

  /** Does to a request what the scenario says, and returns the outcome for the client. */
  async function perform(
    act: Act | undefined,
    message: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
  ): Promise<Outcome> {
    switch (act?.do) {
      case 'respond': {
        const bytes = Buffer.from(act.body);
        await respond(response, act.status, { ...act.headers, 'content-length': String(bytes.length) }, bytes);
        return outcomeOf(act.status, act.headers, bytes);
      }
      case 'reset':
        message.socket.resetAndDestroy();
        return { kind: 'network', how: 'reset' };
      case 'go down':
        await goDown();
        return { kind: 'network', how: 'reset' };
      case 'hang':
        await new Promise((resolve) => response.once('close', resolve));
        return { kind: 'network', how: 'given up' };
      case 'delay':
        await wait(act.ms);
        break;
      case 'cut':
      case 'revoke':
      case undefined:
    }
    const served = await serve(message, body, act?.do === 'revoke');
    if (act?.do === 'cut') {
      response.writeHead(served.status, [...served.rawHeaders]);
      response.write(served.body.subarray(0, Math.floor(served.body.length / 2)), () => message.socket.destroy());
      return { kind: 'network', how: 'cut off' };
    }
    await respond(response, served.status, [...served.rawHeaders], served.body);
    return response.writableFinished
      ? outcomeOf(served.status, served.headers, served.body)
      : { kind: 'network', how: 'given up' };
  }

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now() - started;
    const url = message.url ?? '/';
    const [target = '/', ...rest] = url.split('?');
    const query = rest.join('?');
    const outside = target !== basePath && !target.startsWith(`${basePath}/`);
    const path = outside ? target : target.slice(basePath.length) || '/';
    const preflight = isPreflight(message);
    const about = {
      ...(connections.get(message.socket) ?? { connection: 0 }),
      method: message.method ?? 'GET',
      ...{ path: hide(path), outside, query: hide(query) },
    };
    const place = records.length;
    const unended: SentRequest = {
      n: preflight ? 0 : (arrived += 1),
      ...{ at, endedAt: Infinity, ...about },
      key: keyUseOf({ url, rawHeaders: message.rawHeaders, body: '' }, keyHeader, keys),
      outcome: { kind: 'network', how: 'given up' },
    };
    if (!preflight) records.push(unended);
    const name = `${about.method} ${target}?${query.split('&').filter(Boolean).sort().join('&')}`;
    const arriving = { n: arrived, name, now: performance.now(), wallClock: Date.now() };
    const act = preflight || outside ? undefined : disturb?.(arriving);
    if (act) disturbed += 1;
    let [body, outcome]: [Buffer, Outcome] = [Buffer.alloc(0), { kind: 'network', how: 'given up' }];
    try {
      body = await readBody(message);
      outcome = await perform(act, message, response, body);
    } catch {
      response.destroy();
    }
    if (preflight) return;
    const key = keyUseOf({ url, rawHeaders: message.rawHeaders, body: body.toString('utf8') }, keyHeader, keys);
    const rejected = act?.do === 'revoke' && key.header === 'valid' ? { ...key, header: 'rejected' as const } : key;
    const now = performance.now() - started;
    const endedAt = outcome.kind === 'response' ? (handedOut.get(response) ?? now) : now;
    records[place] = { ...unended, key: rejected, outcome, endedAt };
  }

  const server = createServer((message, response) => void handle(message, response));
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => {
    connections.set(socket, { connection: (connectionsSeen += 1), connectedAt: performance.now() - started });
    socket.on('error', () => undefined).once('close', () => connections.delete(socket));
  });
  let down: Promise<void> | undefined;
  const goDown = () => {
    down ??= new Promise((resolve) => server.close(() => resolve()));
    for (const socket of connections.keys()) socket.resetAndDestroy();
    return Promise.resolve();
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => [...records],
    disturbed: () => disturbed,
    goDown,
    async close() {
      await goDown();
      await down;
      agent.destroy();
    },
  };
}
