import { randomUUID, timingSafeEqual } from 'node:crypto';

import type { Clock } from '../clock.ts';
import { hashOf, isKeyValue, maskOf, newKeyValue } from './key-value.ts';
import { Kept } from '../engine/memo.ts';
import { createRetiredKeys, type RetiredKeys } from './retired.ts';
import type { KeyRecord } from '../types.ts';

export type { KeyRecord } from '../types.ts';

/** A record together with its value: returned once, by `generate` and `regenerate` alone (KEY-03). */
export interface IssuedKey {
  readonly record: KeyRecord;
  readonly value: string;
}

/** A key name that cannot be used, or a key that this provider does not have; the message says what to do. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
  readonly reason: 'name' | 'value' | 'unknown';

  constructor(message: string, reason: KeyError['reason']) {
    super(message);
    this.reason = reason;
  }
}

/** Every lifecycle operation on keys. All of them are scoped to one provider: another's ids are unknown (KEY-16). */
export interface Keys {
  /** The provider's records, oldest first. */
  list(providerId: string): KeyRecord[];
  /** One of the provider's records; undefined for an id that is unknown to it. */
  find(providerId: string, id: string): KeyRecord | undefined;
  /** Makes a record with a new value. `value` imports a known one instead (40 letters and digits); throws KeyError. */
  generate(providerId: string, name: string, value?: string): IssuedKey;
  /** Gives a record, active or revoked, a new value; the old one stops working at once (KEY-09, KEY-10). */
  regenerate(providerId: string, id: string): IssuedKey;
  /** Removes the value and keeps the record (KEY-06, KEY-08); revoking twice changes nothing. */
  revoke(providerId: string, id: string): KeyRecord;
  /** Removes the record and the value (KEY-11). */
  delete(providerId: string, id: string): void;
  /** The active record whose value is exactly `value`, and notes its use; undefined for anything else. */
  authenticate(value: string): KeyRecord | undefined;
  /** As `authenticate`, but the use is not noted. */
  peek(value: string): KeyRecord | undefined;
  snapshot(): KeysSnapshot;
  restore(snapshot: KeysSnapshot): void;
}

interface StoredKey extends Omit<KeyRecord, 'lastUsedAt'> {
  lastUsedAt: number | null;
  readonly hash: string | null;
}

/** All keys as they rest: hashes and masks. */
export type KeysSnapshot = readonly Readonly<StoredKey>[];

const MAX_NAME = 100;

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new KeyError('Give the API key a name.', 'name');
  const { length } = Array.from(trimmed);
  if (length > MAX_NAME) {
    throw new KeyError(
      `An API key name has at most ${MAX_NAME} characters; this one has ${length}. Shorten it.`,
      'name',
    );
  }
  return trimmed;
}

function toRecord({ id, providerId, name, status, masked, createdAt, lastUsedAt }: StoredKey): KeyRecord {
  return { id, providerId, name, status, masked, createdAt, lastUsedAt };
}

/** Hashes are of one length: where they are written to be compared. */
const [LEFT, RIGHT] = [Buffer.alloc(64), Buffer.alloc(64)];

function isSameHash(one: string, other: string): boolean {
  LEFT.write(one, 'latin1');
  RIGHT.write(other, 'latin1');
  return timingSafeEqual(LEFT, RIGHT);
}

/** Most accepted values that are remembered. */
const REMEMBERED = 50;

/**
 * Makes an empty key store, which keeps only hashes of values. An accepted value is remembered until any key changes, so that it
 * need not be hashed for each request; no snapshot holds it.
 */
export function createKeys(clock: Clock, retired: RetiredKeys = createRetiredKeys(clock)): Keys {
  const byId = new Map<string, StoredKey>();
  const byHash = new Map<string, string>();
  let letIn = new Kept<string, StoredKey>(REMEMBERED);
  const forget = () => (letIn = new Kept(REMEMBERED));

  const put = (key: StoredKey) => {
    forget();
    const { hash: old, name, providerId } = byId.get(key.id) ?? {};
    if (old && providerId && old !== key.hash) {
      byHash.delete(old);
      const state = key.hash === null ? 'revoked' : 'replaced';
      retired.add({ hash: old, state, recordId: key.id, name: name ?? '', providerId });
    }
    byId.set(key.id, key);
    if (key.hash) byHash.set(key.hash, key.id);
  };
  const owned = (providerId: string, id: string): StoredKey => {
    const key = byId.get(id);
    if (key?.providerId !== providerId) throw new KeyError('This IT provider has no such API key.', 'unknown');
    return key;
  };
  /** The active record of a value. */
  const found = (value: string): StoredKey | undefined => {
    // Looking up a hash reveals nothing of a value; the comparison is constant-time all the same.
    const hash = hashOf(value);
    const key = byId.get(byHash.get(hash) ?? '');
    return key?.hash && isSameHash(key.hash, hash) ? key : undefined;
  };
  const issue = (key: Omit<StoredKey, 'hash' | 'masked' | 'status'>, value: string): IssuedKey => {
    const hash = hashOf(value);
    if (byHash.has(hash)) throw new KeyError('This API key value is in use already.', 'value');
    const stored: StoredKey = { ...key, status: 'active', masked: maskOf(value), hash };
    put(stored);
    return { record: toRecord(stored), value };
  };

  return {
    list: (providerId) => [...byId.values()].filter((key) => key.providerId === providerId).map(toRecord),
    find(providerId, id) {
      const key = byId.get(id);
      return key?.providerId === providerId ? toRecord(key) : undefined;
    },
    generate(providerId, name, value = newKeyValue()) {
      if (!isKeyValue(value)) {
        throw new KeyError('An API key of the mock is 40 letters and digits, as its banner prints them.', 'value');
      }
      const made = { id: randomUUID(), providerId, name: checkedName(name), createdAt: clock.now(), lastUsedAt: null };
      return issue(made, value);
    },
    regenerate: (providerId, id) => issue(owned(providerId, id), newKeyValue()),
    revoke(providerId, id) {
      const key: StoredKey = { ...owned(providerId, id), status: 'revoked', masked: null, hash: null };
      put(key);
      return toRecord(key);
    },
    delete(providerId, id) {
      const { hash, name } = owned(providerId, id);
      forget();
      retired.forgetRecord(id);
      if (hash) {
        byHash.delete(hash);
        retired.add({ hash, state: 'deleted', recordId: id, name, providerId });
      }
      byId.delete(id);
    },
    authenticate(value) {
      let key = letIn.get(value);
      if (!key) {
        key = found(value);
        if (!key) return undefined;
        letIn.set(value, key);
      }
      key.lastUsedAt = clock.now();
      return toRecord(key);
    },
    peek(value) {
      const key = found(value);
      return key && toRecord(key);
    },
    snapshot: () => [...byId.values()].map((key) => ({ ...key })),
    restore(snapshot) {
      forget();
      byId.clear();
      byHash.clear();
      for (const key of snapshot) put({ ...key });
    },
  };
}
