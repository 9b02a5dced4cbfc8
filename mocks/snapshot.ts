import type { Clock, ClockSnapshot } from './clock.ts';
import type { Faults } from './faults/switch.ts';
import type { Keys, KeysSnapshot } from './keys/keys.ts';
import type { Latency, LatencySetting } from './pipeline/latency-setting.ts';
import type { Limiter, LimiterName } from './limits/limiter.ts';
import type { Provider, Providers } from './keys/providers.ts';
import type { RetiredKey, RetiredKeys } from './keys/retired.ts';

/** All that a mock remembers, as JSON; key values are not in it, only their hashes. */
export interface Snapshot {
  readonly version: 1;
  readonly clock: ClockSnapshot;
  readonly providers: readonly Provider[];
  readonly keys: KeysSnapshot;
  /** Values that no longer work, so that the journal can say why. */
  readonly retiredKeys?: readonly RetiredKey[];
  readonly budgets: { readonly limiter: LimiterName; readonly accounts: unknown };
  readonly faults: readonly string[];
  readonly latency: Latency;
}

/** The parts of a mock's state that are remembered. */
interface Parts {
  readonly clock: Clock;
  readonly providers: Providers;
  readonly keys: Keys;
  readonly limiter: Limiter;
  readonly limit: { readonly limiter: LimiterName };
  readonly faults: Faults;
  readonly latency: LatencySetting;
  readonly retired: RetiredKeys;
}

/** Takes a snapshot. `state` names the conforming parts, whatever faults are active. */
export const takeSnapshot = ({
  clock,
  providers,
  keys,
  retired,
  limiter,
  limit,
  faults,
  latency,
}: Parts): Snapshot => ({
  version: 1,
  clock: clock.snapshot(),
  providers: providers.snapshot(),
  keys: keys.snapshot(),
  retiredKeys: retired.snapshot(),
  budgets: { limiter: limit.limiter, accounts: limiter.snapshot() },
  faults: faults.active(),
  latency: latency.current,
});

/** Puts everything back as it was. Budgets of another limiter start full. Throws RangeError for an unknown fault. */
export function restoreSnapshot(snapshot: Snapshot, parts: Parts): void {
  const { clock, providers, keys, retired, limiter, limit, faults, latency } = parts;
  faults.set(snapshot.faults);
  latency.set(snapshot.latency);
  clock.restore(snapshot.clock);
  providers.restore(snapshot.providers);
  keys.restore(snapshot.keys);
  retired.restore(snapshot.retiredKeys ?? []);
  if (snapshot.budgets.limiter === limit.limiter) limiter.restore(snapshot.budgets.accounts);
  else limiter.refill();
}
