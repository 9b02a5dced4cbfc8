import type { Clock } from '../clock.ts';
import { hashOf } from './key-value.ts';

/** Why a value that once worked works no more. */
export type Retirement = 'revoked' | 'deleted' | 'replaced';

/** A former value, by its hash: the journal shows it to developers; the API does not reveal it (AUTH-06). */
export interface RetiredKey {
  readonly hash: string;
  readonly state: Retirement;
  readonly recordId: string;
  readonly name: string;
  readonly providerId: string;
  /** By the mock's clock, milliseconds since 1970. */
  readonly at: number;
}

/** The values that no longer work. */
export interface RetiredKeys {
  add(key: Omit<RetiredKey, 'at'>): void;
  /** A record was deleted: so were the values that it had before. */
  forgetRecord(recordId: string): void;
  find(value: string): RetiredKey | undefined;
  snapshot(): readonly RetiredKey[];
  restore(snapshot: readonly RetiredKey[]): void;
}

const CAPACITY = 1000;

/** Makes an empty list, which keeps the last thousand. */
export function createRetiredKeys(clock: Clock): RetiredKeys {
  const byHash = new Map<string, RetiredKey>();
  return {
    add(key) {
      byHash.set(key.hash, { ...key, at: clock.now() });
      const [oldest] = byHash.keys();
      if (byHash.size > CAPACITY && oldest !== undefined) byHash.delete(oldest);
    },
    forgetRecord(recordId) {
      for (const [hash, key] of byHash) {
        if (key.recordId === recordId) byHash.set(hash, { ...key, state: 'deleted', at: clock.now() });
      }
    },
    find: (value) => byHash.get(hashOf(value)),
    snapshot: () => [...byHash.values()],
    restore(snapshot) {
      byHash.clear();
      for (const key of snapshot) byHash.set(key.hash, key);
    },
  };
}
