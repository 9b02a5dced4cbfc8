import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { getRequestListener } from '@hono/node-server';

import type { DemoKeys, DemoOptions } from './demo.ts';
import { apiRequest, failure, send } from './http.ts';
import { kernelOf } from './kernel.ts';
import type { LimiterName } from './limits/limiter.ts';
import { run } from './pipeline.ts';
import type { Provider } from './providers.ts';
import { createSite } from './site.ts';
import { createState, type MockState } from './state.ts';

/** How to start a mock; all of it has a default. */
export interface MockOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** The address to listen on; the default, 127.0.0.1, is reachable from this machine alone. */
  readonly host?: string;
  /** How much data the main demo provider has: `medium` by default. */
  readonly size?: DemoOptions['size'];
  /** Makes the data; the same seed and size give the same data. 1 by default. */
  readonly seed?: number;
  /** Key values that have to outlast a restart; random ones otherwise. */
  readonly demoKeys?: DemoOptions['demoKeys'];
  /** Requests that one IT provider may make within a window; the contract's 50 by default. */
  readonly rateLimit?: number;
  /** The window's length; the contract's 60 by default. */
  readonly rateWindowSeconds?: number;
  /** How requests are counted: `fixed-window` by default. */
  readonly limiter?: LimiterName;
  /** An OpenAPI file in place of the contract that ships with the package. */
  readonly spec?: string;
}

/** A running mock. */
export interface Mock {
  /** The origin, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** The API's base URL: what a client takes in place of the vendor's. */
  readonly baseUrl: string;
  readonly portalUrl: string;
  readonly docsUrl: string;
  readonly controlUrl: string;
  /** The demo keys; see `DemoKeys`. */
  readonly keys: DemoKeys;
  /** The demo providers: one with much data, a small one, an empty one. */
  readonly providers: readonly Provider[];
  /** The budget that each of them has. */
  readonly limit: MockState['limit'];
  /** The state behind it, for tests that reach further than the control methods. */
  readonly state: MockState;
  /** Answers what is under way, then stops; closing twice is fine. */
  close(): Promise<void>;
}

/** Starts a mock and gives it when it listens. Rejects with the system's error when it cannot listen. */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { port = 0, host = '127.0.0.1', size = 'medium', seed = 1, demoKeys, limiter = 'fixed-window' } = options;
  const kernel = await kernelOf(options.spec);
  const { basePath, limit } = kernel.contract;
  const state = createState(kernel, {
    size,
    seed,
    demoKeys,
    limiter,
    limit: {
      requests: options.rateLimit ?? limit.requests,
      windowMs: (options.rateWindowSeconds ?? limit.windowSeconds) * 1000,
    },
  });
  const site = getRequestListener(createSite(state).fetch);
  const server = createServer((message, response) => {
    const request = apiRequest(message, basePath);
    if (!request) return void site(message, response);
    run({ request, state }).then(
      (reply) => send(response, reply),
      (error: unknown) => send(response, failure(error, { request, state })),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${String(actual)}`;
  const stopped = () => new Promise<void>((resolve) => server.close(() => resolve()));
  let closing: Promise<void> | undefined;
  return {
    url,
    baseUrl: url + basePath,
    portalUrl: `${url}/portal`,
    docsUrl: `${url}/`,
    controlUrl: `${url}/__mock`,
    keys: state.demoKeys,
    providers: state.providers.list(),
    limit: state.limit,
    state,
    close: () => (closing ??= stopped()),
  };
}
