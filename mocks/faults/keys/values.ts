import type { Fault } from '../hooks.ts';
import { aliasing, changeKeys, outliving, rejecting } from '../support/keys.ts';

/** Faults of the class keys: values that are generated. */
export const keysValues: readonly Fault[] = [
  {
    id: 'new-key-dead',
    class: 'keys',
    sentence: 'Refuses a new key for two minutes, until its caches have heard of it.',
    clauses: ['KEY-01'],
    hooks: ({ clock }) => {
      const started = clock.now();
      return changeKeys(rejecting(({ createdAt }) => createdAt > started && clock.now() - createdAt < 120_000));
    },
  },
  {
    id: 'new-key-dead-one-operation',
    class: 'keys',
    sentence: 'Does not know new keys on one operation.',
    clauses: ['KEY-01', 'AUTH-03'],
    hooks: ({ clock }) => {
      const started = clock.now();
      return {
        authenticate: (original) => (request) => {
          const record = original(request);
          return record && record.createdAt > started && request.path === '/initiatives' ? undefined : record;
        },
      };
    },
  },
  {
    id: 'value-twice',
    class: 'keys',
    sentence: 'Gives every key the value of the first.',
    clauses: ['KEY-02'],
    hooks: () => {
      let first: string | undefined;
      return aliasing(({ value }) => (first ??= value));
    },
  },
  {
    id: 'regenerated-same',
    class: 'keys',
    sentence: 'Regenerates a key to the value that it had.',
    clauses: ['KEY-09', 'KEY-10'],
    hooks: () => {
      const first = new Map<string, string>();
      return aliasing(({ record, value }) => {
        const known = first.get(record.id) ?? value;
        first.set(record.id, known);
        return known;
      });
    },
  },
  {
    id: 'regenerated-dead',
    class: 'keys',
    sentence: 'Refuses a regenerated value.',
    clauses: ['KEY-09'],
    hooks: () => {
      const regenerated = new Set<string>();
      return changeKeys((original) => ({
        ...rejecting(({ id }) => regenerated.has(id))(original),
        regenerate(providerId, id) {
          const issued = original.regenerate(providerId, id);
          regenerated.add(id);
          return issued;
        },
      }));
    },
  },
  {
    id: 'old-value-survives',
    class: 'keys',
    sentence: 'Lets the old value work again after a regeneration.',
    clauses: ['KEY-10'],
    hooks: (context) => outliving('regenerate', Infinity, context),
  },
  {
    id: 'deleted-back-by-name',
    class: 'keys',
    sentence: 'Brings a deleted value back when a key of the same name is made.',
    clauses: ['KEY-13'],
    hooks: () => {
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
    },
  },
  {
    id: 'value-short',
    class: 'keys',
    sentence: 'Makes values of eight characters.',
    clauses: ['KEY-15'],
    hooks: () => aliasing(({ value }) => value.slice(0, 8)),
  },
  {
    id: 'value-with-provider',
    class: 'keys',
    sentence: 'Begins each value with the name of the IT provider.',
    clauses: ['KEY-15'],
    hooks: () => aliasing(({ record, value }) => `${record.providerId}-${value.slice(0, 24)}`),
  },
  {
    id: 'value-with-time',
    class: 'keys',
    sentence: 'Begins each value with the time.',
    clauses: ['KEY-15'],
    hooks: () => aliasing(({ record, value }) => `${String(Math.trunc(record.createdAt))}${value.slice(0, 27)}`),
  },
  {
    id: 'value-counted',
    class: 'keys',
    sentence: 'Counts values up.',
    clauses: ['KEY-15'],
    hooks: () => aliasing((_issued, count) => `MITP${String(4711 + count).padStart(36, '0')}`),
  },
  {
    id: 'value-uneven',
    class: 'keys',
    sentence: 'Makes values of unequal lengths.',
    clauses: ['KEY-15'],
    hooks: () => aliasing(({ value }, count) => value.slice(0, 30 + ((count * 3) % 10))),
  },
  {
    id: 'value-shared-start',
    class: 'keys',
    sentence: 'Begins every value with the same sixteen characters.',
    clauses: ['KEY-15'],
    hooks: () => {
      let start: string | undefined;
      return aliasing(({ value }) => {
        start ??= value.slice(0, 28);
        return start + value.slice(28);
      });
    },
  },
];
