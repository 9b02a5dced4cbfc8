import { hideKeys } from '../keys/key-value.ts';

/** One request to the API, as a person wants to read it. It holds no key value: a key is named by its record. */
export interface JournalEntry {
  /** Counts up from 1; never reused. */
  readonly id: number;
  /** By the mock's clock, milliseconds since 1970. */
  readonly time: number;
  readonly method: string;
  /** The path and query as they came, but for a key in them. */
  readonly path: string;
  readonly query: string;
  readonly status: number;
  /** Why it was rejected, in words; null when it was served. */
  readonly reason: string | null;
  /** The name of the key's record; null without a valid key. */
  readonly keyName: string | null;
  readonly providerId: string | null;
  /** How long the answer took, in milliseconds. */
  readonly tookMs: number;
}

/** What to look for: `status` as 200 or as a class such as "4xx"; `text` anywhere in method, path, query, or reason. */
export interface JournalFilter {
  readonly status?: string;
  readonly providerId?: string;
  readonly text?: string;
  /** At most this many, the newest. */
  readonly limit?: number;
}

/** The last requests, newest first; bounded, so that a long-lived mock does not grow. */
export interface Journal {
  add(entry: Omit<JournalEntry, 'id'>): void;
  list(filter?: JournalFilter): JournalEntry[];
  clear(): void;
  /** How many requests were noted since the start or the last clear, those that fell out included. */
  readonly total: number;
}

const hasStatus = (status: number, wanted: string) =>
  /^[1-5]xx$/i.test(wanted) ? Math.floor(status / 100) === Number(wanted[0]) : String(status) === wanted;

/** Makes an empty journal of at most `capacity` entries; `tell` hears of each as it is noted. */
export function createJournal(capacity = 1000, tell?: (entry: JournalEntry) => void): Journal {
  const ring: JournalEntry[] = [];
  let lastId = 0;
  let total = 0;
  const newestFirst = () => {
    const start = total % capacity;
    const ordered = total > capacity ? [...ring.slice(start), ...ring.slice(0, start)] : [...ring];
    return ordered.reverse();
  };
  return {
    add({ time, method, path, query, status, reason, keyName, providerId, tookMs }) {
      lastId += 1;
      const entry = { id: lastId, time, method, path, query, status, reason, keyName, providerId, tookMs };
      ring[total % capacity] = entry;
      total += 1;
      tell?.(entry);
    },
    list({ status, providerId, text, limit = capacity } = {}) {
      const needle = text?.toLowerCase();
      const matches = (entry: JournalEntry) =>
        (status === undefined || hasStatus(entry.status, status)) &&
        (providerId === undefined || entry.providerId === providerId) &&
        (needle === undefined ||
          `${entry.method} ${entry.path}${entry.query} ${entry.reason ?? ''}`.toLowerCase().includes(needle));
      return newestFirst()
        .filter(matches)
        .slice(0, limit)
        .map((entry) => ({ ...entry, path: hideKeys(entry.path), query: hideKeys(entry.query) }));
    },
    clear() {
      ring.length = 0;
      total = 0;
    },
    get total() {
      return total;
    },
  };
}
