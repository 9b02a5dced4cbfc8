/** What a limiter makes of one request. */
export interface Decision {
  served: boolean;
  /** Milliseconds by which the response comes later than it could: the limiter keeps the request waiting. */
  heldMs?: number;
  /** Set where the client is banned: it is rejected with another status than 429. */
  banned?: true;
}

/** A limiter of the simulated server. */
export interface Limiter {
  /** @param time when the request arrives (ms) */
  take(account: string, time: number): Decision;
  /** Milliseconds until something is left; undefined for algorithms that cannot tell. */
  wait(account: string, time: number): number | undefined;
  refill(account: string): void;
}

export const CONFORMING_KINDS = [
  'fixed-window',
  'aligned-window',
  'sliding-window',
  'sliding-counter',
  'segmented-window',
  'token-bucket',
  'stepped-bucket',
] as const;
export type LimiterKind = (typeof CONFORMING_KINDS)[number] | 'queue' | 'none';

/** What a limiter counts to, and over how long. */
export interface LimiterOptions {
  limit: number;
  windowMs: number;
  /** Refill of a bucket, as a multiple of the limit in a window. */
  rate?: number;
  /** Parts of a window in which a segmented window or a stepped bucket counts. */
  steps?: number;
  /** Where a window on a clock begins; 0 is the full minute. */
  phaseMs?: number;
  /** A rejection starts the wait anew. */
  extend?: boolean;
  /** Rejections after which a client is banned for ten windows. */
  banAfter?: number;
  /** Requests over the limit wait for the next ones in place of being rejected. */
  hold?: boolean;
}

interface Account {
  spent: number[];
  tokens: number;
  at: number;
  rejected: number;
  bannedUntil: number;
}

/** Written anew for the tests, apart from the mock's: a mistake shared by both would hide in both. */
export function limiter(kind: LimiterKind, options: LimiterOptions): Limiter {
  const { limit, windowMs, rate = 1, steps = 6, phaseMs = 0, extend = false, banAfter, hold = false } = options;
  const accounts = new Map<string, Account>();
  const open = (name: string, time: number): Account => {
    let account = accounts.get(name);
    if (!account) {
      account = { spent: [], tokens: limit, at: time, rejected: 0, bannedUntil: -Infinity };
      accounts.set(name, account);
    }
    return account;
  };
  const nth = (time: number, ms: number) => Math.floor((time - phaseMs) / ms);
  const used = (account: Account, time: number): number => {
    const { spent } = account;
    switch (kind) {
      case 'none':
        return -Infinity;
      case 'fixed-window':
        if (spent[0] !== undefined && time >= spent[0] + windowMs) spent.length = 0;
        return spent.length;
      case 'aligned-window':
        return spent.filter((one) => nth(one, windowMs) === nth(time, windowMs)).length;
      case 'sliding-window':
      case 'queue':
        return spent.filter((one) => one > time - windowMs).length;
      case 'segmented-window': {
        const segment = windowMs / steps;
        return spent.filter((one) => nth(one, segment) > nth(time, segment) - steps).length;
      }
      case 'sliding-counter': {
        const window = nth(time, windowMs);
        const of = (index: number) => spent.filter((one) => nth(one, windowMs) === index).length;
        const part = (((time - phaseMs) % windowMs) + windowMs) % windowMs;
        return Math.ceil(of(window - 1) * (1 - part / windowMs) - 1e-9) + of(window);
      }
      case 'token-bucket':
        account.tokens = Math.min(limit, account.tokens + ((time - account.at) * limit * rate) / windowMs);
        account.at = time;
        return limit - Math.floor(account.tokens + 1e-9);
      case 'stepped-bucket': {
        const step = windowMs / steps;
        const passed = nth(time, step) - nth(account.at, step);
        account.tokens = Math.min(limit, account.tokens + (passed * limit * rate) / steps);
        account.at = time;
        return limit - Math.floor(account.tokens + 1e-9);
      }
    }
  };
  return {
    take(name, time) {
      const account = open(name, time);
      if (time < account.bannedUntil) return { served: false, banned: true };
      if (used(account, time) < limit) {
        account.spent.push(time);
        account.tokens -= 1;
        return { served: true };
      }
      if (hold) {
        // As nginx without nodelay: it is let through, after what its turn takes at the limit's rate.
        account.tokens -= 1;
        const turn = account.spent.filter((one) => one > time - windowMs).length - limit + 1;
        account.spent.push(time);
        return { served: true, heldMs: (turn * windowMs) / limit };
      }
      account.rejected += 1;
      if (banAfter !== undefined && account.rejected > banAfter) account.bannedUntil = time + 10 * windowMs;
      if (extend) account.spent = account.spent.map(() => time);
      return { served: false };
    },
    wait(name, time) {
      const account = open(name, time);
      if (kind === 'sliding-counter' || kind === 'segmented-window' || kind === 'stepped-bucket') return undefined;
      if (kind === 'token-bucket') return ((1 - account.tokens) * windowMs) / (limit * rate);
      if (kind === 'aligned-window') return windowMs - ((((time - phaseMs) % windowMs) + windowMs) % windowMs);
      return Math.max(0, (account.spent.slice(-limit)[0] ?? time) + windowMs - time);
    },
    refill: (name) => void accounts.delete(name),
  };
}

/** Several workers behind one address, each with a limiter of its own: a connection stays with the one that it reached. */
export function workers(count: number, make: () => Limiter): (connection: number) => Limiter {
  const all = Array.from({ length: count }, make);
  return (connection) => all[connection % count] ?? make();
}
