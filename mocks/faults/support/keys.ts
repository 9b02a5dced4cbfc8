import type { FaultContext, FaultHooks } from '../../fault-hooks.ts';
import type { IssuedKey, KeyRecord, Keys } from '../../keys.ts';

/** Puts some operations on keys in place of the honest ones. */
export const changeKeys = (change: (honest: Keys) => Partial<Keys>): FaultHooks => ({
  keys: (honest) => ({ ...honest, ...change(honest) }),
});

/** The operations that name a record by its id, without a look at whose it is. */
export function byIdAlone(honest: Keys): Pick<Keys, 'find' | 'revoke' | 'delete' | 'regenerate'> {
  const ownerOf = (id: string) => honest.snapshot().find((key) => key.id === id)?.providerId ?? '';
  return {
    find: (_, id) => honest.find(ownerOf(id), id),
    revoke: (_, id) => honest.revoke(ownerOf(id), id),
    delete: (_, id) => honest.delete(ownerOf(id), id),
    regenerate: (_, id) => honest.regenerate(ownerOf(id), id),
  };
}

/** What kills a value. */
type End = 'revoke' | 'delete' | 'regenerate';

/** Values that still work for `ms` after their end: a cache that nobody told, or a row that nobody deleted. */
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
  return changeKeys((honest) => {
    const ending = (id: string) => void ended.set(id, clock.now());
    return {
      authenticate(value) {
        const record = honest.authenticate(value);
        if (record) records.set(value, record);
        return record ?? lives(records.get(value));
      },
      generate: (...how) => note(honest.generate(...how)),
      regenerate(providerId, id) {
        const issued = honest.regenerate(providerId, id);
        if (end === 'regenerate') ending(id);
        return note(issued);
      },
      revoke(providerId, id) {
        const record = honest.revoke(providerId, id);
        if (end === 'revoke') ending(id);
        return record;
      },
      delete(providerId, id) {
        honest.delete(providerId, id);
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
  return changeKeys((honest) => ({
    generate: (...how) => alias(honest.generate(...how)),
    regenerate: (...which) => alias(honest.regenerate(...which)),
    authenticate: (value) => honest.authenticate(real.get(value) ?? value),
  }));
}

/** Values that are refused although their record is active. */
export function refusing(dead: (record: KeyRecord) => boolean): (honest: Keys) => Partial<Keys> {
  return (honest) => ({
    authenticate(value) {
      const record = honest.authenticate(value);
      return record && !dead(record) ? record : undefined;
    },
  });
}
