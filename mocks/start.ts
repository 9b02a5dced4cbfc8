import type { DemoKeys, DemoOptions } from './keys/demo.ts';
import type { Fault } from './faults/hooks.ts';
import { runtimeOf } from './engine/runtime.ts';
import { createControls, type MockControls } from './controls.ts';
import { checkOptions } from './options.ts';
import type { Situation } from './situations.ts';
import type { OwnData } from './types.ts';
import type { JournalEntry } from './journal/journal.ts';
import type { Latency } from './pipeline/latency-setting.ts';
import type { LimiterName, LimitOptions } from './limits/limiter.ts';
import type { Provider } from './keys/providers.ts';
import { createMockServer, listen, stop } from './http/server.ts';
import { notHere, sharedControls, tellAll } from './store/controls.ts';
import { createSharedLimiter } from './store/shared-limiter.ts';
import type { SharedStore } from './store/store.ts';
import type { Snapshot } from './snapshot.ts';
import { createState, loadFaults, type MockState } from './state.ts';
import { watchContract, type Reload } from './watch.ts';

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
  /** Rows of the main demo provider in place of seeded ones, such as `mitp record` writes. */
  readonly data?: OwnData;
  /** Key values that have to outlast a restart; random ones otherwise. */
  readonly demoKeys?: DemoOptions['demoKeys'];
  /** Requests that one IT provider may make within a window; the contract's 50 by default. */
  readonly rateLimit?: number;
  /** The window's length; the contract's 60 by default. */
  readonly rateWindowSeconds?: number;
  /** How requests are counted: `fixed-window` by default. */
  readonly limiter?: LimiterName;
  /** How long responses are delayed, in milliseconds; not at all by default. */
  readonly latency?: Partial<Latency>;
  /** Ids of faults that are on from the start; see docs/mock.md. */
  readonly faults?: readonly string[];
  /** The faults that can be switched on, in place of the ones that ship with the package. */
  readonly catalogue?: readonly Fault[];
  /** Ids of variants that are on from the start: what the real API may do as well, see docs/mock.md. */
  readonly variants?: readonly string[];
  /** What happens to requests from the start; see `respond`. */
  readonly situations?: readonly Situation[];
  /** Whether browsers of other origins may call the API: by default. Whether the real API allows it is unknown. */
  readonly cors?: boolean;
  /** Origins whose pages may use the control side, such as `http://localhost:5173`. */
  readonly controlOrigins?: readonly string[];
  /** The token that the control side requires; it must be set to have a control side on a host that others reach. */
  readonly controlToken?: string;
  /** An OpenAPI file in place of the contract that ships with the package. */
  readonly spec?: string;
  /** Serve by the new contract whenever that file changes, and report it; a broken one changes nothing. */
  readonly onReload?: (reload: Reload) => void;
  /** Called with each request to the API after its response; keys appear by their names alone. */
  readonly onRequest?: (entry: JournalEntry) => void;
  /** Called with the reason where what came did not become a request: TLS on this plain port, HTTP/2, broken syntax, CONNECT. */
  readonly onUnreadable?: (why: string) => void;
  /** Whether work for repeated requests is cached: on by default; without it responses are the same, only slower. */
  readonly caches?: boolean;
  /** What an earlier mock remembered; its keys work again. */
  readonly snapshot?: Snapshot;
  /**
   * A Redis server such as `redis://127.0.0.1:6379`, in which replicas of one mock share keys, quota, clock, faults and latency.
   * Change them by the portal and the control API; the methods of this object that would change them throw. Wants the package
   * `@redis/client`, and `demoKeys` that all replicas are given.
   */
  readonly store?: string;
}

/** A running mock. */
export interface Mock extends MockControls {
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
  /** The quota of each of them. */
  readonly limit: LimitOptions & { readonly limiter: LimiterName };
  /** Moves the mock's clock on: budgets refill without waiting. */
  advance(ms: number): void;
  /** Switches exactly these faults on; none switches all off. Rejects with RangeError for an unknown one. */
  setFaults(...ids: string[]): Promise<void>;
  /** Everything as it was at the start: demo keys, full budgets, no faults but the first ones, an empty journal. */
  reset(): void;
  /** What the mock remembers, for `startMock({ snapshot })`; it holds no key values. */
  snapshot(): Snapshot;
  /** Finishes requests in flight, then stops; closing twice is fine. */
  close(): Promise<void>;
  /** As `close`: `await using mock = await startMock()`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** A running mock, with what is behind it: for our own commands and tests. */
export interface RunningMock extends Mock {
  readonly state: MockState;
}

/** Rejects with RangeError for what no mock gave, or one of another version. */
async function checkSnapshot(snapshot: Snapshot | undefined): Promise<void> {
  if (!snapshot) return;
  const { snapshotProblem } = await import('./web/control/input.ts');
  const problem = snapshotProblem(snapshot);
  if (problem !== undefined)
    throw new RangeError(`startMock: snapshot has to be what mock.snapshot() gave: ${problem}.`);
}

/**
 * Starts a mock and gives it when it listens.
 *
 * @throws ContractError for a contract that cannot be used, RangeError for an option or a fault that is none and for data that breaks the contract, KeyError
 *   for a demo key that is none, and the system's error (`EADDRINUSE`) when it cannot listen
 */
export async function startMock(options: MockOptions = {}): Promise<RunningMock> {
  checkOptions(options);
  await checkSnapshot(options.snapshot);
  const { port = 0, host = '127.0.0.1', size = 'medium', seed = 1, limiter = 'fixed-window' } = options;
  const { demoKeys, data, faults = [], variants = [], controlToken, controlOrigins, spec, onReload, caches } = options;
  const wantsFaults = faults.length + variants.length + (options.snapshot?.faults.length ?? 0) > 0;
  const catalogue = options.catalogue ?? (wantsFaults ? await loadFaults() : loadFaults);
  const runtime = await runtimeOf(spec, caches);
  const [wrong] = data ? runtime.problems(data) : [];
  if (wrong !== undefined) throw new RangeError(`startMock: the data breaks the contract: ${wrong}`);
  const { basePath, limit } = runtime.contract;
  const requests = options.rateLimit ?? limit.requests;
  const windowMs = (options.rateWindowSeconds ?? limit.windowSeconds) * 1000;
  const sharedLimiter = options.store === undefined ? undefined : createSharedLimiter(requests);
  let store: SharedStore | undefined;
  const onRequest = sharedLimiter ? tellAll(() => store, options.onRequest) : options.onRequest;
  const state = createState(runtime, {
    ...{ size, seed, data, demoKeys, limiter, faults, variants, catalogue, latency: options.latency },
    ...{ situations: options.situations, cors: options.cors, onRequest, sharedLimiter },
    limit: { requests, windowMs },
  });
  const providers = state.providers.list();
  if (options.snapshot) state.restore(options.snapshot);
  if (options.store !== undefined && sharedLimiter) {
    const { openStore } = await import('./store/redis.ts');
    store = await openStore({ url: options.store, parts: state.shared, limiter: sharedLimiter, limit: state.limit });
    state.store = store;
  }
  const server = createMockServer(state, { host, controlToken, controlOrigins }, options.onUnreadable);
  const url = await listen(server, port, host);
  const unwatch = onReload && watchContract(runtime.contract.file, (next) => state.use(next), onReload);
  const close = async () => {
    unwatch?.();
    await stop(server);
    await store?.close();
  };
  let closing: Promise<void> | undefined;
  const end = () => (closing ??= close());
  return {
    ...(store ? sharedControls(createControls(state)) : createControls(state)),
    url,
    baseUrl: url + basePath,
    portalUrl: `${url}/portal`,
    docsUrl: `${url}/`,
    controlUrl: `${url}/__mock`,
    keys: state.demoKeys,
    providers,
    limit: state.limit,
    state,
    advance: store ? notHere : (ms) => state.clock.advance(ms),
    async setFaults(...ids) {
      if (store) notHere();
      if (!ids.every((id) => typeof id === 'string'))
        throw new RangeError("setFaults takes ids, one by one: 'flaky-500'.");
      if (ids.length > 0) await state.faults.load();
      state.faults.set(ids);
    },
    reset: store ? notHere : () => state.reset(),
    snapshot: () => state.snapshot(),
    close: end,
    [Symbol.asyncDispose]: end,
  };
}
