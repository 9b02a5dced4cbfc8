import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/switch.ts';
import type { Keys, KeysSnapshot } from '../keys/keys.ts';
import type { Provider, Providers } from '../keys/providers.ts';
import type { RetiredKey, RetiredKeys } from '../keys/retired.ts';
import type { Latency, LatencySetting } from '../pipeline/latency-setting.ts';

/** The parts of a mock that its replicas share; the quota is counted in the store itself. */
export interface SharedParts {
  readonly clock: Clock;
  readonly providers: Providers;
  readonly keys: Keys;
  readonly retired: RetiredKeys;
  readonly faults: Faults;
  readonly latency: LatencySetting;
}

interface SharedState {
  readonly providers: readonly Provider[];
  readonly keys: KeysSnapshot;
  readonly retired: readonly RetiredKey[];
  readonly faults: readonly string[];
  readonly latency: Latency;
}

/** The parts as text. No key value is in it, only hashes; when a key was last used stands beside it. */
export function textOf({ providers, keys, retired, faults, latency }: SharedParts): string {
  const state: SharedState = {
    providers: providers.snapshot(),
    keys: keys.snapshot().map((key) => ({ ...key, lastUsedAt: null })),
    retired: retired.snapshot(),
    faults: faults.active(),
    latency: latency.current,
  };
  return JSON.stringify(state);
}

/**
 * Takes over what another replica wrote.
 * @param used when each key was last used, by its id
 */
export async function takeOver(
  text: string,
  used: Readonly<Record<string, string>>,
  parts: SharedParts,
): Promise<void> {
  const { providers, keys, retired, faults, latency } = JSON.parse(text) as SharedState;
  if (faults.length > 0) await parts.faults.load();
  // Faults begin anew when they are switched: only what differs is.
  if (JSON.stringify(faults) !== JSON.stringify(parts.faults.active())) parts.faults.set(faults);
  parts.providers.restore(providers);
  parts.keys.restore(keys.map((key) => ({ ...key, lastUsedAt: Number(used[key.id] ?? 0) || null })));
  parts.retired.restore(retired);
  parts.latency.set(latency);
}
