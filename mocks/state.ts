import { decoded } from '../spec/decoded.ts';
import { createClock, type Clock } from './clock.ts';
import { createDataSource, type DataSource } from './data/source.ts';
import { addDemo, type DemoKeys, type DemoOptions } from './keys/demo.ts';
import type { ApiRequest } from './types.ts';
import { createFaults, type Catalogue, type Faults } from './faults/switch.ts';
import type { Fault, FaultHooks } from './faults/hooks.ts';
import { clientFindings, type ClientFinding } from './client-rules/findings.ts';
import { createJournal, type Journal, type JournalEntry, type JudgeClient } from './journal/journal.ts';
import type { ContractRuntime } from './engine/runtime.ts';
import { createKeys, type KeyRecord, type Keys } from './keys/keys.ts';
import { createLatency, type Latency, type LatencySetting } from './pipeline/latency-setting.ts';
import { limiterOf } from './limits/index.ts';
import type { Limiter, LimiterName, LimitOptions } from './limits/limiter.ts';
import { createRetiredKeys } from './keys/retired.ts';
import type { FindOwner } from './journal/key-use.ts';
import { createSituations, type Situation, type Situations } from './situations.ts';
import { createProviders, type Providers } from './keys/providers.ts';
import type { SharedLimiter } from './store/shared-limiter.ts';
import type { SharedParts } from './store/shared-state.ts';
import type { SharedStore } from './store/store.ts';
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
  /** Ids of variants that are on from the start. */
  readonly variants?: readonly string[] | undefined;
  /** What happens to requests from the start. */
  readonly situations?: readonly Situation[] | undefined;
  /** Whether browsers of other origins may call the API; they may by default. */
  readonly cors?: boolean | undefined;
  /** Called with each request to the API after its response. */
  readonly onRequest?: ((entry: JournalEntry) => void) | undefined;
  /** Counts in a shared store in place of in memory. */
  readonly sharedLimiter?: SharedLimiter | undefined;
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
  /** What the client did wrong, by the rules for clients; every list counts as read. */
  findings(): readonly ClientFinding[];
  readonly demoKeys: DemoKeys;
  readonly faults: Faults;
  readonly latency: LatencySetting;
  readonly situations: Situations;
  readonly cors: boolean;
  readonly keys: Keys;
  readonly limiter: Limiter;
  readonly limit: LimitOptions & { readonly limiter: LimiterName };
  readonly data: DataSource;
  /** What replicas of this mock share; undefined, as by default, where it keeps everything in memory. */
  store: SharedStore | undefined;
  /** Whether the quota is counted in the store: not while a fault has put another limiter in place. */
  readonly countsInStore: boolean;
  /** The conforming parts that replicas share. */
  readonly shared: SharedParts;
  /** The record of the key that a request carries; undefined when it carries none that works. */
  authenticate(request: ApiRequest): KeyRecord | undefined;
  /** Whose value this is, or was: for the journal, never for a response. */
  readonly ownerOf: FindOwner;
  /** Why there is no list below a row: no provider has it, or another one. Null where there is one. */
  explainParent(path: string, providerId: string): string | null;
  /** Uses up the quota of a provider: its next request is a 429 until the window ends. */
  spendQuota(providerId: string): void;
  /** The account that pays for a request. */
  account(request: ApiRequest, key: KeyRecord): string;
  /** Serves by another contract from the next request on; keys, budgets and the journal stay. */
  use(runtime: ContractRuntime): void;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  /** Everything as it was at the start, the demo keys and full budgets included; the journal is cleared. */
  reset(): void;
}

/** The faults of the package: hundreds of files, which most users of a mock never need. */
export async function loadFaults(): Promise<readonly Fault[]> {
  const { FAULTS } = await import('./faults/index.ts');
  const [{ VARIANTS }, { HABITS }] = await Promise.all([
    import('./faults/variants/index.ts'),
    import('./faults/variants/habits.ts'),
  ]);
  return [...FAULTS, ...VARIANTS, ...HABITS];
}

/** Whose row the id in a path is, where the list below it does not exist for this provider. */
function explainParent(
  path: string,
  providerId: string,
  runtime: ContractRuntime,
  providers: Providers,
): string | null {
  const found = runtime.operationAt(path);
  if (!found) return null;
  const operation = runtime.operation(found.id);
  const place = operation.path.split('/').findIndex((part) => part.startsWith('{'));
  const parent = decoded(path.split('/')[place] ?? '');
  if (place === -1 || parent === '') return null;
  const owner = providers.list().find((one) => runtime.lists(one).get(found.id, parent));
  if (!owner) return `No IT provider has a row with the id ${parent.slice(0, 40)}.`;
  return owner.id === providerId
    ? null
    : `The row ${parent.slice(0, 40)} belongs to another IT provider, ${owner.name}.`;
}

/** Makes the state of a mock that has just started. Throws RangeError for an unknown fault. */
export function createState(runtime: ContractRuntime, options: StateOptions): MockState {
  const { catalogue = loadFaults } = options;
  const limit = { ...options.limit, limiter: options.limiter };
  const [clock, providers] = [createClock(), createProviders()];
  const judge: JudgeClient = (noted) => clientFindings(noted, runtime.contract, false);
  const journal = createJournal({ tell: options.onRequest, judge });
  const latency = createLatency({ ms: 0, jitterMs: 0, ...options.latency });
  const retired = createRetiredKeys(clock);
  const keys = createKeys(clock, retired);
  const situations = createSituations(() => runtime.contract.basePath);
  const { cors = true } = options;
  const { sharedLimiter } = options;
  const limiter = sharedLimiter ?? limiterOf(limit.limiter, limit);
  const demoKeys = addDemo(providers, keys, options);
  const faults = createFaults(catalogue, () => ({ clock, keys, demoKeys, limit }));
  const original = { clock, providers, keys, retired, limiter, limit, faults, latency };

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
    findings: () => clientFindings(journal.noted(), runtime.contract, true),
    demoKeys,
    faults,
    latency,
    situations,
    cors,
    limit,
    get runtime() {
      return runtime;
    },
    data: createDataSource(faults, ({ operation, providerId, parent }) => {
      const provider = providers.get(providerId);
      return provider && runtime.lists(provider).get(operation.id, parent);
    }),
    store: undefined,
    get countsInStore() {
      return current.limiter === sharedLimiter;
    },
    shared: original,
    get keys() {
      return current.keys;
    },
    get limiter() {
      return current.limiter;
    },
    ownerOf(value) {
      const old = retired.find(value);
      if (old) return { state: old.state, name: old.name, providerId: old.providerId, since: old.at };
      const key = keys.peek(value);
      return key && { state: 'active', name: key.name, providerId: key.providerId, since: null };
    },
    explainParent: (path, providerId) => explainParent(path, providerId, runtime, providers),
    spendQuota(providerId) {
      if (sharedLimiter) return sharedLimiter.drain(providerId);
      const { limiter: served } = current;
      for (let left = limit.requests * 2; left > 0 && served.spend(providerId, clock.now()).allowed; left -= 1);
    },
    authenticate: (request) => current.authenticate(request),
    account: (request, key) => current.account(request, key),
    use: (next) => void (runtime = next),
    snapshot: () => takeSnapshot(original),
    restore: (snapshot) => restoreSnapshot(snapshot, original),
    reset() {
      restoreSnapshot(start, original);
      beginSituations();
      journal.clear();
    },
  };
  const beginSituations = () => {
    situations.clear();
    for (const situation of options.situations ?? []) situations.add(situation);
  };
  beginSituations();
  faults.set([...(options.faults ?? []), ...(options.variants ?? [])]);
  const start = state.snapshot();
  return state;
}
