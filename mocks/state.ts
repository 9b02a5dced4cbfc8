import { createClock, type Clock } from './clock.ts';
import { createDataSource, type DataSource } from './data/source.ts';
import { addDemo, type DemoKeys, type DemoOptions } from './keys/demo.ts';
import type { ApiRequest } from './types.ts';
import { createFaults, type Catalogue, type Faults } from './faults/switch.ts';
import type { FaultHooks } from './faults/hooks.ts';
import { createJournal, type Journal, type JournalEntry } from './journal/journal.ts';
import type { ContractRuntime } from './engine/runtime.ts';
import { createKeys, type KeyRecord, type Keys } from './keys/keys.ts';
import { createLatency, type Latency, type LatencySetting } from './pipeline/latency-setting.ts';
import { limiterOf } from './limits/index.ts';
import type { Limiter, LimiterName, LimitOptions } from './limits/limiter.ts';
import { createProviders, type Providers } from './keys/providers.ts';
import { restoreSnapshot, takeSnapshot, type Snapshot } from './snapshot.ts';

/** What a start decides. */
export interface StateOptions extends DemoOptions {
  readonly limiter: LimiterName;
  readonly limit: LimitOptions;
  readonly latency?: Partial<Latency> | undefined;
  /** The faults that can be switched on; tests bring their own. */
  readonly catalogue?: Catalogue | undefined;
  /** Ids of those that are on from the start; the catalogue is loaded then. */
  readonly faults?: readonly string[] | undefined;
  /** Hears of each request to the API when it was answered. */
  readonly onRequest?: ((entry: JournalEntry) => void) | undefined;
}

/**
 * Everything that changes while one mock runs. The API, the portal and the control side share it; two mocks never do.
 * Read `keys` and `limiter` anew for each use: switching a fault puts others in their place.
 */
export interface MockState {
  readonly runtime: ContractRuntime;
  readonly clock: Clock;
  readonly providers: Providers;
  readonly journal: Journal;
  readonly demoKeys: DemoKeys;
  readonly faults: Faults;
  readonly latency: LatencySetting;
  readonly keys: Keys;
  readonly limiter: Limiter;
  readonly limit: LimitOptions & { readonly limiter: LimiterName };
  readonly data: DataSource;
  /** The record of the key that a request carries; undefined when it carries none that works. */
  authenticate(request: ApiRequest): KeyRecord | undefined;
  /** The account that pays for a request. */
  account(request: ApiRequest, key: KeyRecord): string;
  /** Serves by another contract from the next request on; keys, budgets and the journal stay. */
  use(runtime: ContractRuntime): void;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  /** Everything as it was at the start, the demo keys and full budgets included; the journal is cleared. */
  reset(): void;
}

/** The faults of the package: hundreds of files, which few who start a mock ever want. */
export const loadFaults = async () => (await import('./faults/index.ts')).FAULTS;

/** Makes the state of a mock that has just started. Throws RangeError for an unknown fault. */
export function createState(runtime: ContractRuntime, options: StateOptions): MockState {
  const { catalogue = loadFaults } = options;
  const limit = { ...options.limit, limiter: options.limiter };
  const [clock, providers] = [createClock(), createProviders()];
  const journal = createJournal(undefined, options.onRequest);
  const latency = createLatency({ ms: 0, jitterMs: 0, ...options.latency });
  const keys = createKeys(clock);
  const limiter = limiterOf(limit.limiter, limit);
  const demoKeys = addDemo(providers, keys, options);
  const faults = createFaults(catalogue, () => ({ clock, keys, demoKeys, limit }));
  const original = { clock, providers, keys, limiter, limit, faults, latency };

  const wrapped = <Name extends keyof FaultHooks, Part>(name: Name, part: Part): Part =>
    (faults.wrap(name) as ((part: Part) => Part) | undefined)?.(part) ?? part;
  const parts = () => {
    const served = wrapped('keys', keys);
    const authenticate = ({ headers }: ApiRequest) => served.authenticate(headers[runtime.keyHeader] ?? '');
    return {
      keys: served,
      limiter: wrapped('limiter', limiter),
      authenticate: wrapped('authenticate', authenticate),
      account: wrapped('account', (_request: ApiRequest, key: KeyRecord) => key.providerId),
    };
  };
  let current = parts();
  faults.onChange(() => (current = parts()));
  const state: MockState = {
    clock,
    providers,
    journal,
    demoKeys,
    faults,
    latency,
    limit,
    get runtime() {
      return runtime;
    },
    data: createDataSource(faults, ({ operation, providerId, parent }) => {
      const provider = providers.get(providerId);
      return provider && runtime.lists(provider).get(operation.id, parent);
    }),
    get keys() {
      return current.keys;
    },
    get limiter() {
      return current.limiter;
    },
    authenticate: (request) => current.authenticate(request),
    account: (request, key) => current.account(request, key),
    use: (next) => void (runtime = next),
    snapshot: () => takeSnapshot(original),
    restore: (snapshot) => restoreSnapshot(snapshot, original),
    reset() {
      restoreSnapshot(start, original);
      journal.clear();
    },
  };
  faults.set(options.faults ?? []);
  const start = state.snapshot();
  return state;
}
