import type { FaultContext, FaultHooks } from '../hooks.ts';
import type { IssuedKey, KeyRecord, Keys } from '../../keys/keys.ts';

/** Replaces some operations on keys. */
export const changeKeys = (change: (original: Keys) => Partial<Keys>): FaultHooks => ({
  keys: (original) => ({ ...original, ...change(original) }),
});

/** The operations that name a record by its id, without a look at whose it is. */
export function byIdAlone(original: Keys): Pick<Keys, 'find' | 'revoke' | 'delete' | 'regenerate'> {
  const ownerOf = (id: string) => original.snapshot().find((key) => key.id === id)?.providerId ?? '';
  return {
    find: (_, id) => original.find(ownerOf(id), id),
    revoke: (_, id) => original.revoke(ownerOf(id), id),
    delete: (_, id) => original.delete(ownerOf(id), id),
    regenerate: (_, id) => original.regenerate(ownerOf(id), id),
  };
}

/** What kills a value. */
type End = 'revoke' | 'delete' | 'regenerate';

/** Values that still work for `ms` after their end: a stale cache, or a row that was not deleted. */
export function outliving(end: End, ms: number, { clock }: FaultContext): FaultHooks {
  const records = new Map<string, KeyRecord>();
  const ended = new Map<string, number>();
  const note = (issued: IssuedKey) => {
    records.set(issued.value, issued.record);
    return issued;
  };
  const lives = (record: KeyRecord | undefined) => {
    const at = record && ended.get(record.id);
    return at !== undefined && clock.now() - at < ms ? record : undefined;
  };
  return changeKeys((original) => {
    const ending = (id: string) => void ended.set(id, clock.now());
    return {
      authenticate(value) {
        const record = original.authenticate(value);
        if (record) records.set(value, record);
        return record ?? lives(records.get(value));
      },
      generate: (...how) => note(original.generate(...how)),
      regenerate(providerId, id) {
        const issued = original.regenerate(providerId, id);
        if (end === 'regenerate') ending(id);
        return note(issued);
      },
      revoke(providerId, id) {
        const record = original.revoke(providerId, id);
        if (end === 'revoke') ending(id);
        return record;
      },
      delete(providerId, id) {
        original.delete(providerId, id);
        if (end === 'delete') ending(id);
      },
    };
  });
}

/** Hands out other values than the store's own; `make` gives the value to show for the one that was made. */
export function aliasing(make: (issued: IssuedKey, count: number) => string): FaultHooks {
  const real = new Map<string, string>();
  let count = 0;
  const alias = (issued: IssuedKey): IssuedKey => {
    count += 1;
    const value = make(issued, count);
    real.set(value, issued.value);
    return { ...issued, value };
  };
  return changeKeys((original) => ({
    generate: (...how) => alias(original.generate(...how)),
    regenerate: (...which) => alias(original.regenerate(...which)),
    authenticate: (value) => original.authenticate(real.get(value) ?? value),
  }));
}

/** Values that are rejected although their record is active. */
export function rejecting(inactive: (record: KeyRecord) => boolean): (original: Keys) => Partial<Keys> {
  return (original) => ({
    authenticate(value) {
      const record = original.authenticate(value);
      return record && !inactive(record) ? record : undefined;
    },
  });
}
