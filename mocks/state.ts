import { createClock, type Clock } from './clock.ts';
import { createDataSource, type DataSource } from './data/source.ts';
import { addDemo, type DemoKeys, type DemoOptions } from './demo.ts';
import type { ApiRequest } from './exchange.ts';
import { createFaults, type Faults } from './fault-switch.ts';
import type { Fault, FaultHooks } from './fault-hooks.ts';
import { FAULTS } from './faults/index.ts';
import { createJournal, type Journal } from './journal.ts';
import type { Kernel } from './kernel.ts';
import { createKeys, type KeyRecord, type Keys } from './keys.ts';
import { limiterOf } from './limits/index.ts';
import type { Limiter, LimiterName, LimitOptions } from './limits/limiter.ts';
import { createProviders, type Providers } from './providers.ts';

/** What a start decides. */
export interface StateOptions extends DemoOptions {
  readonly limiter: LimiterName;
  readonly limit: LimitOptions;
  /** The faults that can be switched on; tests bring their own. */
  readonly catalogue?: readonly Fault[] | undefined;
}

/**
 * Everything that changes while one mock runs. The API, the portal and the control side share it; two mocks never do.
 * Read `keys` and `limiter` anew for each use: switching a fault puts others in their place.
 */
export interface MockState {
  readonly kernel: Kernel;
  readonly clock: Clock;
  readonly providers: Providers;
  readonly journal: Journal;
  readonly demoKeys: DemoKeys;
  readonly faults: Faults;
  readonly keys: Keys;
  readonly limiter: Limiter;
  readonly limit: LimitOptions & { readonly limiter: LimiterName };
  readonly data: DataSource;
  /** The record of the key that a request carries; undefined when it carries none that works. */
  authenticate(request: ApiRequest): KeyRecord | undefined;
  /** The account that pays for a request. */
  account(request: ApiRequest, key: KeyRecord): string;
}

/** Makes the state of a mock that has just started. */
export function createState(kernel: Kernel, options: StateOptions): MockState {
  const { limiter: limiterName, limit, catalogue = FAULTS } = options;
  const clock = createClock();
  const providers = createProviders();
  const honestKeys = createKeys(clock);
  const honestLimiter = limiterOf(limiterName, limit);
  const demoKeys = addDemo(providers, honestKeys, options);
  const faults = createFaults(catalogue, () => ({ clock, keys: honestKeys, demoKeys }));
  const header = kernel.contract.keyHeader.toLowerCase();
  const wrapped = <Name extends keyof FaultHooks, Part>(name: Name, honest: Part): Part =>
    (faults.wrap(name) as ((part: Part) => Part) | undefined)?.(honest) ?? honest;
  const parts = () => {
    const keys = wrapped('keys', honestKeys);
    return {
      keys,
      limiter: wrapped('limiter', honestLimiter),
      authenticate: wrapped('authenticate', ({ headers }: ApiRequest) => keys.authenticate(headers[header] ?? '')),
      account: wrapped('account', (_request: ApiRequest, key: KeyRecord) => key.providerId),
    };
  };
  let current = parts();
  faults.onChange(() => (current = parts()));
  return {
    kernel,
    clock,
    providers,
    journal: createJournal(),
    demoKeys,
    faults,
    limit: { ...limit, limiter: limiterName },
    data: createDataSource(faults, ({ operation, providerId, parent }) => {
      const provider = providers.get(providerId);
      return provider && kernel.lists(provider).get(operation.id, parent);
    }),
    get keys() {
      return current.keys;
    },
    get limiter() {
      return current.limiter;
    },
    authenticate: (request) => current.authenticate(request),
    account: (request, key) => current.account(request, key),
  };
}
