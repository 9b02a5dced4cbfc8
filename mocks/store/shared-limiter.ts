import type { Limiter, Spending } from '../limits/limiter.ts';

/** What was done to quotas on this replica and is not in the store yet. */
export type QuotaChange = { readonly drain: string } | { readonly refill: string } | { readonly refill: null };

/** A limiter whose accounts are in a shared store: here is what was last heard of them, and what has to become of them. */
export interface SharedLimiter extends Limiter {
  /** Notes what the store said. */
  heard(account: string, spending: Spending): void;
  /** Uses an account up. */
  drain(account: string): void;
  /** Gives the changes that wait to be written, and forgets them. */
  changes(): QuotaChange[];
}

/** @param requests the limit, which is the remaining quota of a new account */
export function createSharedLimiter(requests: number): SharedLimiter {
  const left = new Map<string, number>();
  let waiting: QuotaChange[] = [];
  return {
    heard: (account, spending) => void left.set(account, spending.left),
    spend() {
      throw new Error('The quota is counted in the shared store: this fault needs a mock without --store.');
    },
    drain(account) {
      left.set(account, 0);
      waiting.push({ drain: account });
    },
    left: (account) => left.get(account) ?? requests,
    refill(account) {
      if (account === undefined) left.clear();
      else left.delete(account);
      waiting.push({ refill: account ?? null });
    },
    changes() {
      const all = waiting;
      waiting = [];
      return all;
    },
    snapshot: () => [],
    restore() {
      left.clear();
      waiting.push({ refill: null });
    },
  };
}
