import type { JournalEntry } from '../journal/journal.ts';
import type { Spending } from '../limits/limiter.ts';

/** The shared store cannot be reached, or did not take a change: nothing is served or changed without it. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** What several replicas of one mock share: keys, providers, quota, clock, faults and latency, and their journals. */
export interface SharedStore {
  /** Takes over what other replicas changed. True where there was something. Throws StoreError. */
  refresh(): Promise<boolean>;
  /**
   * Spends one request of an account, counted where all replicas count, in one step. `stale` where another replica changed
   * something that this one does not know yet: refresh, and judge the key again. Throws StoreError.
   */
  spend(account: string, keyId: string): Promise<Spending | 'stale'>;
  /** Brings what `left` of the limiter says of these providers up to date. */
  look(providerIds: readonly string[]): Promise<void>;
  /** Does something that changes keys, quota or clock. All replicas know of it when this resolves. Throws StoreError. */
  change(work: () => Promise<void>): Promise<void>;
  /** The number of this replica, from 1. */
  readonly replica: number;
  /** Notes a request in the journal of all replicas; what cannot be noted is let go. */
  note(entry: JournalEntry): void;
  /** The last requests to all replicas, newest first. */
  entries(): Promise<JournalEntry[]>;
  clearEntries(): Promise<void>;
  close(): Promise<void>;
}
