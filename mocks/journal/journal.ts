import { pageOfBody } from '../client-rules/page-of-body.ts';
import { setImmediate } from '../real-time.ts';
import { entryOf, type BrokenRule, type JournalEntry, type Noted } from './entry.ts';

export type { JournalEntry } from './entry.ts';

/** What to look for: `status` as 200, "200" or as a class such as "4xx"; `text` anywhere in method, path, query, or reason. */
export interface JournalFilter {
  readonly status?: string | number;
  readonly providerId?: string;
  readonly text?: string;
  /** At most this many, the newest. */
  readonly limit?: number;
}

/** The last requests, newest first; bounded, so that a long-lived mock does not grow. */
export interface Journal {
  add(noted: Omit<Noted, 'id'>): void;
  list(filter?: JournalFilter): JournalEntry[];
  /** One request with the text of its response, as long as it is kept; undefined for one that fell out. */
  find(id: number): (JournalEntry & { readonly body: string | null }) | undefined;
  clear(): void;
  /** The requests that are still in it, oldest first. */
  noted(): readonly Noted[];
  /** How many requests were noted since the start or the last clear, those that fell out included. */
  readonly total: number;
}

/** Bodies of the newest requests are kept to be looked at; the older ones are let go. */
const BODIES = 200;
/** A body is shown up to here. */
const MOST_SHOWN = 256 * 1024;

const hasStatus = (status: number, wanted: string | number) =>
  typeof wanted === 'string' && /^[1-5]xx$/i.test(wanted)
    ? Math.floor(status / 100) === Number(wanted[0])
    : String(status) === String(wanted);

/** Those of these entries, newest first, that are looked for. */
export function filtered(entries: readonly JournalEntry[], filter: JournalFilter): JournalEntry[] {
  const { status, providerId, text, limit } = filter;
  const needle = text?.toLowerCase();
  return entries
    .filter((entry) => status === undefined || hasStatus(entry.status, status))
    .filter((entry) => providerId === undefined || entry.providerId === providerId)
    .filter(({ method, path, query, reason, why }) =>
      needle === undefined
        ? true
        : `${method} ${path}${query} ${reason ?? ''} ${why ?? ''}`.toLowerCase().includes(needle),
    )
    .slice(0, limit);
}

/** The rules for clients that requests broke, by the id of the request. */
export type JudgeClient = (noted: readonly Noted[]) => readonly (BrokenRule & { readonly requestId: number })[];

/** Requests that are reported at once are judged with the last ones before them: judging all would cost too much. */
const JUDGED_BEFORE = 30;

export interface JournalOptions {
  /** Requests that are kept; the oldest fall out. */
  readonly capacity?: number;
  /** Called with each request at the end of the event loop's turn in which it was noted: those of one turn are judged together. */
  readonly tell?: ((entry: JournalEntry) => void) | undefined;
  /** Says what a client does wrong; nothing is wrong where it is absent. */
  readonly judge?: JudgeClient;
}

/** Makes an empty journal. */
export function createJournal({ capacity = 1000, tell, judge = () => [] }: JournalOptions = {}): Journal {
  const ring: Noted[] = [];
  let lastId = 0;
  let total = 0;
  const newestFirst = () => {
    const start = total % capacity;
    const ordered = total > capacity ? [...ring.slice(start), ...ring.slice(0, start)] : [...ring];
    return ordered.reverse();
  };
  /** What a request broke, as one of these. */
  const brokenIn = (noted: readonly Noted[]) => {
    const all = judge(noted);
    return (id: number): BrokenRule[] =>
      all
        .filter(({ requestId }) => requestId === id)
        .map(({ rule, level, expected, actual }) => ({ rule, level, expected, actual }));
  };
  /** Drops the body of an older request and keeps its length. */
  const thin = (place: number) => {
    const old = ring[place];
    if (!old?.reply.body) return;
    const [bytes, page] = [old.reply.body.length, pageOfBody(old.reply.body)];
    ring[place] = { ...old, reply: { ...old.reply, body: null, bytes, page } };
  };
  let untold = 0;
  const tellAll = (to: NonNullable<JournalOptions['tell']>) => {
    const last = newestFirst().slice(0, untold + JUDGED_BEFORE);
    const told = last.slice(0, untold).reverse();
    untold = 0;
    const broken = brokenIn(last.reverse());
    for (const noted of told) {
      try {
        to(entryOf(noted, broken(noted.id)));
      } catch (error) {
        // Whoever listens must not end the mock, nor the process in which it runs.
        process.emitWarning(`onRequest threw: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  return {
    add(noted) {
      lastId += 1;
      const entry = { id: lastId, ...noted };
      ring[total % capacity] = entry;
      if (total >= BODIES) thin((total - BODIES) % capacity);
      total += 1;
      if (!tell) return;
      untold += 1;
      if (untold === 1) setImmediate(() => tellAll(tell));
    },
    list({ status, providerId, text, limit = capacity } = {}) {
      const needle = text?.toLowerCase();
      const found: JournalEntry[] = [];
      const all = newestFirst();
      const broken = brokenIn([...all].reverse());
      for (const noted of all) {
        if (found.length >= limit) break;
        if (status !== undefined && !hasStatus(noted.reply.status, status)) continue;
        if (providerId !== undefined && noted.reply.key?.providerId !== providerId) continue;
        const entry = entryOf(noted, broken(noted.id));
        const { method, path, query, reason, why } = entry;
        const words = `${method} ${path}${query} ${reason ?? ''} ${why ?? ''}`.toLowerCase();
        if (needle === undefined || words.includes(needle)) found.push(entry);
      }
      return found;
    },
    find(id) {
      const noted = ring.find((one) => one.id === id);
      const broken = brokenIn(newestFirst().reverse());
      return (
        noted && { ...entryOf(noted, broken(id)), body: noted.reply.body?.toString('utf8', 0, MOST_SHOWN) ?? null }
      );
    },
    clear() {
      ring.length = 0;
      total = 0;
      untold = 0;
    },
    noted: () => newestFirst().reverse(),
    get total() {
      return total;
    },
  };
}
