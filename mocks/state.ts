import { createClock, type Clock } from './clock.ts';
import { addDemo, type DemoKeys, type DemoOptions } from './demo.ts';
import { createJournal, type Journal } from './journal.ts';
import { createKeys, type Keys } from './keys.ts';
import { createProviders, type Providers } from './providers.ts';

/** Everything that changes while one mock runs. The API, the portal and the control side share it; two mocks never do. */
export interface MockState {
  readonly clock: Clock;
  readonly providers: Providers;
  readonly keys: Keys;
  readonly journal: Journal;
  readonly demoKeys: DemoKeys;
}

/** Makes the state of a mock that has just started. */
export function createState(options: DemoOptions): MockState {
  const clock = createClock();
  const providers = createProviders();
  const keys = createKeys(clock);
  const demoKeys = addDemo(providers, keys, options);
  return { clock, providers, keys, journal: createJournal(), demoKeys };
}
