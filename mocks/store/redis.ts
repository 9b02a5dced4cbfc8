import { randomUUID } from 'node:crypto';

import type { JournalEntry } from '../journal/journal.ts';
import type { LimiterName, LimitOptions, Spending } from '../limits/limiter.ts';
import { wait } from '../real-time.ts';
import { connect, type Connection } from './connection.ts';
import { SEED, spendScript, UNLOCK, WRITE } from './scripts.ts';
import type { SharedLimiter } from './shared-limiter.ts';
import { takeOver, textOf, type SharedParts } from './shared-state.ts';
import { StoreError, type SharedStore } from './store.ts';

/** Everything of ours in the server begins so. */
const PREFIX = 'myitprocess-mock';
const [STATE, USED, LOCK, JOURNAL] = ['state', 'used', 'lock', 'journal'].map((name) => `${PREFIX}:${name}`) as [
  string,
  string,
  string,
  string,
];
/** A replica that dies while it changes something holds the others up for so long. */
const LOCK_MS = 5000;
/** Entries of the journal of all replicas. */
const ENTRIES = 1000;

/** What a store is for. */
export interface StoreOptions {
  readonly url: string;
  readonly parts: SharedParts;
  readonly limiter: SharedLimiter;
  readonly limit: LimitOptions & { readonly limiter: LimiterName };
}

/** Runs one piece of work after the other. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/**
 * Connects to Redis, and loads the existing state, or writes the first. Each change of the state has a revision of its own. One
 * step counts a request and checks that this replica knows the latest revision: once a revocation is confirmed, all replicas
 * reject the key.
 * @throws RangeError where the server cannot be reached or the client is not installed
 */
export async function openStore({ url, parts, limiter, limit }: StoreOptions): Promise<SharedStore> {
  const redis: Connection = await connect(url);
  const spending = spendScript(limit.limiter);
  const inTurn = createQueue();
  let [revision, epoch] = ['', ''];
  let written = '';

  const quotaOf = (account: string, of = epoch) => `${PREFIX}:quota:${of}:${account}`;
  const clockTexts = () => {
    const { offset, frozenAt } = parts.clock.snapshot();
    return [String(offset), frozenAt === null ? '' : String(frozenAt)] as const;
  };
  const whole = () => [textOf(parts), ...clockTexts()].join('\n');
  /** Writes our state where the store has none: at its first start, or after it lost its memory. */
  const seed = async (lost: boolean) => {
    const values = [randomUUID(), textOf(parts), ...clockTexts(), randomUUID(), lost ? '1' : '0'];
    await redis.run(SEED, [STATE], values);
  };
  /** Takes over what the store has. */
  const pull = async () => {
    const [next, json, offset, frozen, nextEpoch] = await redis.fields(
      STATE,
      'revision',
      'json',
      'offset',
      'frozen',
      'epoch',
    );
    if (!next || !json || !nextEpoch) throw new StoreError('The store has no state.');
    await takeOver(json, await redis.all(USED), parts);
    parts.clock.restore({ offset: Number(offset), frozenAt: frozen ? Number(frozen) : null });
    [revision, epoch] = [next, nextEpoch];
    limiter.changes();
    written = whole();
  };
  const refreshNow = async (): Promise<boolean> => {
    const [latest] = await redis.fields(STATE, 'revision');
    if (latest === revision) return false;
    if (!latest) await seed(revision !== '');
    await pull();
    return true;
  };
  const say = async (mode: 'spend' | 'look' | 'drain', account: string, keyId = ''): Promise<Spending | 'stale'> => {
    const values = [revision, String(limit.requests), String(limit.windowMs), mode, keyId];
    const reply = await redis.run(spending, [STATE, quotaOf(account), USED], values);
    const [allowed, left, waitMs] = reply as [number, number, string];
    if (allowed === -1) return 'stale';
    const said = { allowed: allowed === 1, left, waitMs: Number(waitMs) };
    limiter.heard(account, said);
    return said;
  };
  const lock = async (token: string) => {
    for (const deadline = Date.now() + 2 * LOCK_MS; Date.now() < deadline; await wait(5)) {
      if (await redis.lock(LOCK, token, LOCK_MS)) return;
    }
    throw new StoreError('Another replica changes something that does not end. Try again.');
  };
  /** Writes what the work changed. */
  const push = async (token: string) => {
    const changes = limiter.changes();
    if (changes.length === 0 && whole() === written) return;
    for (const change of changes) if ('drain' in change) await say('drain', change.drain);
    const [next, nextEpoch] = [
      randomUUID(),
      changes.some((one) => 'refill' in one && one.refill === null) ? randomUUID() : epoch,
    ];
    const refilled = changes.flatMap((one) => ('refill' in one && one.refill !== null ? [quotaOf(one.refill)] : []));
    const values = [revision, token, next, textOf(parts), ...clockTexts(), nextEpoch];
    if ((await redis.run(WRITE, [STATE, LOCK, ...refilled], values)) !== 1)
      throw new StoreError('Another replica changed something in between. Try again.');
    [revision, epoch, written] = [next, nextEpoch, whole()];
  };

  await refreshNow();
  const replica = await redis.count(`${PREFIX}:replicas`);
  return {
    replica,
    async refresh() {
      const [latest] = await redis.fields(STATE, 'revision');
      return latest === revision ? false : inTurn(refreshNow);
    },
    spend: (account, keyId) => say('spend', account, keyId),
    async look(providerIds) {
      await Promise.all(providerIds.map((id) => say('look', id)));
    },
    change: (work) =>
      inTurn(async () => {
        const token = randomUUID();
        await lock(token);
        try {
          await refreshNow();
          await work();
          await push(token);
        } catch (error) {
          // What was done here alone is undone; where the store is gone, at the next request that reaches it.
          revision = 'unknown';
          await refreshNow().catch(() => undefined);
          throw error;
        } finally {
          await redis.run(UNLOCK, [LOCK], [token]).catch(() => undefined);
        }
      }),
    note: (entry) => redis.prepend(JOURNAL, JSON.stringify(entry), ENTRIES),
    entries: async () => (await redis.list(JOURNAL)).map((text) => JSON.parse(text) as JournalEntry),
    clearEntries: () => redis.remove(JOURNAL),
    close: () => redis.close(),
  };
}
