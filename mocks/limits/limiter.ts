/** What a limiter says of one request: served or not, what is left, and how long until the next one is served. */
export interface Spending {
  readonly allowed: boolean;
  readonly left: number;
  /** Milliseconds until a request is served again; 0 when this one was. */
  readonly waitMs: number;
}

/**
 * One quota per IT provider. `now` is the mock's clock in milliseconds. Every call is one synchronous step, so that requests in
 * flight together cannot exceed the limit (LIM-11), and a rejection changes nothing (LIM-06).
 */
export interface Limiter {
  spend(providerId: string, now: number): Spending;
  /** Requests that would be served now. */
  left(providerId: string, now: number): number;
  /** Refills one provider's quota, or all of them. */
  refill(providerId?: string): void;
  snapshot(): unknown;
  restore(snapshot: unknown): void;
}

/** The limiters that a service of this kind is seen with, and that clients of it meet. */
export const LIMITERS = [
  'fixed-window',
  'aligned-window',
  'sliding-window',
  'token-bucket',
  'weighted-window',
] as const;
export type LimiterName = (typeof LIMITERS)[number];

/** The vendor's limit: 50 requests within a minute. */
export interface LimitOptions {
  readonly requests: number;
  readonly windowMs: number;
}

/** What one algorithm decides: how a provider's account looks, and what a request does to it. */
export interface Algorithm<Account> {
  open(now: number): Account;
  /** The account as it stands at `now`, with what time has given back. */
  settle(account: Account, now: number): Account;
  left(account: Account): number;
  spend(account: Account, now: number): Account;
  /** Milliseconds from `now` until something is left again. */
  waitMs(account: Account, now: number): number;
}

/** Keeps an account of `algorithm` for each provider. */
export function createLimiter<Account>(algorithm: Algorithm<Account>): Limiter {
  const accounts = new Map<string, Account>();
  const settled = (providerId: string, now: number) => {
    const account = accounts.get(providerId);
    return account === undefined ? algorithm.open(now) : algorithm.settle(account, now);
  };
  return {
    spend(providerId, now) {
      const account = settled(providerId, now);
      const left = algorithm.left(account);
      if (left < 1) return { allowed: false, left: 0, waitMs: algorithm.waitMs(account, now) };
      accounts.set(providerId, algorithm.spend(account, now));
      return { allowed: true, left: left - 1, waitMs: 0 };
    },
    left: (providerId, now) => algorithm.left(settled(providerId, now)),
    refill(providerId) {
      if (providerId === undefined) accounts.clear();
      else accounts.delete(providerId);
    },
    snapshot: () => [...accounts],
    restore(snapshot) {
      accounts.clear();
      for (const [providerId, account] of snapshot as [string, Account][]) accounts.set(providerId, account);
    },
  };
}
