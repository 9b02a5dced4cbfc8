/** How long each response of the API is delayed, in milliseconds; the jitter goes both ways. */
export interface Latency {
  readonly ms: number;
  readonly jitterMs: number;
}

/** The latency in force, and how to change it. */
export interface LatencySetting {
  readonly current: Latency;
  /** Throws RangeError unless both are from 0 to 60,000. */
  set(latency: Latency): void;
}

const MAX = 60_000;

const checked = (name: string, value: number): number => {
  if (typeof value !== 'number' || !(value >= 0 && value <= MAX))
    throw new RangeError(`${name} has to be from 0 to ${MAX} milliseconds.`);
  return value;
};

/** Makes the setting. */
export function createLatency(initial: Latency): LatencySetting {
  let current = initial;
  const setting: LatencySetting = {
    get current() {
      return current;
    },
    set({ ms, jitterMs }) {
      current = { ms: checked('ms', ms), jitterMs: checked('jitterMs', jitterMs) };
    },
  };
  setting.set(initial);
  return setting;
}
