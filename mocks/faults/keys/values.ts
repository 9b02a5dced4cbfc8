import type { Fault } from '../hooks.ts';
import { aliasing, changeKeys, outliving, rejecting } from '../support/keys.ts';
import { faultOf } from '../support/row.ts';

const fault = faultOf('keys');

/** Faults of the class keys: values that are generated. */
export const keysValues: readonly Fault[] = [
  fault(
    'new-key-dead',
    'Rejects a new key for two minutes, until its caches have heard of it.',
    ['KEY-01'],
    ({ clock }) => {
      const started = clock.now();
      return changeKeys(rejecting(({ createdAt }) => createdAt > started && clock.now() - createdAt < 120_000));
    },
  ),
  fault(
    'new-key-dead-one-operation',
    'Does not know new keys on one operation.',
    ['KEY-01', 'AUTH-03'],
    ({ clock }) => {
      const started = clock.now();
      return {
        authenticate: (original) => (request) => {
          const record = original(request);
          return record && record.createdAt > started && request.path === '/initiatives' ? undefined : record;
        },
      };
    },
  ),
  fault('value-twice', 'Gives every key the value of the first.', ['KEY-02'], () => {
    let first: string | undefined;
    return aliasing(({ value }) => (first ??= value));
  }),
  fault('regenerated-same', 'Regenerates a key to the value that it had.', ['KEY-09', 'KEY-10'], () => {
    const first = new Map<string, string>();
    return aliasing(({ record, value }) => {
      const known = first.get(record.id) ?? value;
      first.set(record.id, known);
      return known;
    });
  }),
  fault('regenerated-dead', 'Rejects a regenerated value.', ['KEY-09'], () => {
    const regenerated = new Set<string>();
    return changeKeys((original) => ({
      ...rejecting(({ id }) => regenerated.has(id))(original),
      regenerate(providerId, id) {
        const issued = original.regenerate(providerId, id);
        regenerated.add(id);
        return issued;
      },
    }));
  }),
  fault('old-value-survives', 'Lets the old value work again after a regeneration.', ['KEY-10'], (context) =>
    outliving('regenerate', Infinity, context),
  ),
  fault('deleted-back-by-name', 'Brings a deleted value back when a key of the same name is made.', ['KEY-13'], () => {
    const values = new Map<string, string>();
    const deleted = new Map<string, string>();
    const revived = new Map<string, string>();
    return changeKeys((original) => ({
      generate(providerId, name, ...value) {
        const issued = original.generate(providerId, name, ...value);
        const old = deleted.get(issued.record.name);
        if (old !== undefined) revived.set(old, issued.value);
        values.set(issued.record.id, issued.value);
        return issued;
      },
      regenerate(...which) {
        const issued = original.regenerate(...which);
        values.set(issued.record.id, issued.value);
        return issued;
      },
      delete(providerId, id) {
        const record = original.list(providerId).find((one) => one.id === id);
        const value = values.get(id);
        if (record && value !== undefined) deleted.set(record.name, value);
        original.delete(providerId, id);
      },
      authenticate: (value) => original.authenticate(revived.get(value) ?? value),
    }));
  }),
  fault('value-short', 'Makes values of eight characters.', ['KEY-15'], () =>
    aliasing(({ value }) => value.slice(0, 8)),
  ),
  fault('value-with-provider', 'Begins each value with the name of the IT provider.', ['KEY-15'], () =>
    aliasing(({ record, value }) => `${record.providerId}-${value.slice(0, 24)}`),
  ),
  fault('value-with-time', 'Begins each value with the time.', ['KEY-15'], () =>
    aliasing(({ record, value }) => `${Math.trunc(record.createdAt)}${value.slice(0, 27)}`),
  ),
  fault('value-counted', 'Counts values up.', ['KEY-15'], () =>
    aliasing((_issued, count) => `MITP${String(4711 + count).padStart(36, '0')}`),
  ),
  fault('value-uneven', 'Makes values of unequal lengths.', ['KEY-15'], () =>
    aliasing(({ value }, count) => value.slice(0, 30 + ((count * 3) % 10))),
  ),
  fault('value-shared-start', 'Begins every value with the same sixteen characters.', ['KEY-15'], () => {
    let start: string | undefined;
    return aliasing(({ value }) => {
      start ??= value.slice(0, 28);
      return start + value.slice(28);
    });
  }),
];
