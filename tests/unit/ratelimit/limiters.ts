/** A limiter of the simulated server: whether a request of this account is served at this time (ms). */
export interface Limiter {
  /** @param time when the request arrives */
  take(account: string, time: number): boolean;
  /** Milliseconds until something is left; undefined for algorithms that cannot tell. */
  wait(account: string, time: number): number | undefined;
  refill(account: string): void;
}

export type LimiterKind =
  | 'fixed-window'
  | 'aligned-window'
  | 'sliding-window'
  | 'token-bucket'
  | 'sliding-counter'
  | 'segmented-window'
  | 'none';

/** What a limiter counts to, and over how long. `extend`: a rejection starts the wait anew. */
export interface LimiterOptions {
  limit: number;
  windowMs: number;
  extend?: boolean;
}

interface Account {
  spent: number[];
  tokens: number;
  at: number;
}

/** Written anew for the tests, apart from the mock's: a mistake shared by both would hide in both. */
export function limiter(kind: LimiterKind, { limit, windowMs, extend = false }: LimiterOptions): Limiter {
  const accounts = new Map<string, Account>();
  const open = (name: string, time: number): Account => {
    let account = accounts.get(name);
    if (!account) accounts.set(name, (account = { spent: [], tokens: limit, at: time }));
    return account;
  };
  const used = (account: Account, time: number): number => {
    const { spent } = account;
    switch (kind) {
      case 'none':
        return -Infinity;
      case 'fixed-window':
        if (spent[0] !== undefined && time >= spent[0] + windowMs) spent.length = 0;
        return spent.length;
      case 'aligned-window':
        return spent.filter((one) => Math.floor(one / windowMs) === Math.floor(time / windowMs)).length;
      case 'sliding-window':
        return spent.filter((one) => one > time - windowMs).length;
      case 'segmented-window': {
        const segment = windowMs / 6;
        return spent.filter((one) => Math.floor(one / segment) > Math.floor(time / segment) - 6).length;
      }
      case 'sliding-counter': {
        const window = Math.floor(time / windowMs);
        const of = (index: number) => spent.filter((one) => Math.floor(one / windowMs) === index).length;
        return Math.ceil(of(window - 1) * (1 - (time % windowMs) / windowMs) - 1e-9) + of(window);
      }
      case 'token-bucket':
        account.tokens = Math.min(limit, account.tokens + ((time - account.at) * limit) / windowMs);
        account.at = time;
        return limit - Math.floor(account.tokens + 1e-9);
    }
  };
  return {
    take(name, time) {
      const account = open(name, time);
      const free = used(account, time) < limit;
      if (free) {
        account.spent.push(time);
        account.tokens -= 1;
      } else if (extend) {
        account.spent = account.spent.map(() => time);
      }
      return free;
    },
    wait(name, time) {
      const account = open(name, time);
      if (kind === 'sliding-counter' || kind === 'segmented-window') return undefined;
      if (kind === 'token-bucket') return ((1 - account.tokens) * windowMs) / limit;
      if (kind === 'aligned-window') return windowMs - (time % windowMs);
      return Math.max(0, (account.spent.slice(-limit)[0] ?? time) + windowMs - time);
    },
    refill: (name) => void accounts.delete(name),
  };
}
