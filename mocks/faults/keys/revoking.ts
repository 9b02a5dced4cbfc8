import type { KeyRecord } from '../../keys/keys.ts';
import type { Fault } from '../hooks.ts';
import { byIdAlone, changeKeys, outliving, rejecting } from '../support/keys.ts';

/** Faults of the class keys: revoking, deleting, and the permission for it. */
export const keysRevoking: readonly Fault[] = [
  {
    id: 'revoked-lives-a-minute',
    class: 'keys',
    sentence: 'Serves a revoked key until a cache expires, a minute later.',
    clauses: ['KEY-06'],
    hooks: (context) => outliving('revoke', 60_000, context),
  },
  {
    id: 'revoked-lives-briefly',
    class: 'keys',
    sentence: 'Serves a revoked key for five seconds more.',
    clauses: ['KEY-06'],
    hooks: (context) => outliving('revoke', 5_000, context),
  },
  {
    id: 'revoked-lives',
    class: 'keys',
    sentence: 'Says Revoked in the portal and goes on serving.',
    clauses: ['KEY-06'],
    hooks: (context) => outliving('revoke', Infinity, context),
  },
  {
    id: 'revoked-record-gone',
    class: 'keys',
    sentence: 'Removes the record of a revoked key.',
    clauses: ['KEY-08'],
    hooks: () =>
      changeKeys((original) => ({
        list: (providerId) => original.list(providerId).filter(({ status }) => status === 'active'),
      })),
  },
  {
    id: 'revoked-record-masked',
    class: 'keys',
    sentence: 'Goes on showing the mask of a revoked key.',
    clauses: ['KEY-08'],
    hooks: () => {
      const masks = new Map<string, string | null>();
      return changeKeys((original) => ({
        list: (providerId) =>
          original.list(providerId).map((record) => {
            if (record.masked !== null) masks.set(record.id, record.masked);
            return { ...record, masked: record.masked ?? masks.get(record.id) ?? '••••••••••••Xy7Q' };
          }),
      }));
    },
  },
  {
    id: 'deleted-lives',
    class: 'keys',
    sentence: 'Goes on serving a deleted key.',
    clauses: ['KEY-11'],
    hooks: (context) => outliving('delete', Infinity, context),
  },
  {
    id: 'deleted-lives-a-minute',
    class: 'keys',
    sentence: 'Serves a deleted key until a cache expires, a minute later.',
    clauses: ['KEY-11'],
    hooks: (context) => outliving('delete', 60_000, context),
  },
  {
    id: 'deleted-record-stays',
    class: 'keys',
    sentence: 'Keeps the record of a deleted key in the list.',
    clauses: ['KEY-11'],
    hooks: () => {
      const deleted: KeyRecord[] = [];
      return changeKeys((original) => ({
        list: (providerId) => [
          ...original.list(providerId),
          ...deleted.filter((record) => record.providerId === providerId),
        ],
        delete(providerId, id) {
          const record = original.list(providerId).find((one) => one.id === id);
          original.delete(providerId, id);
          if (record) deleted.push({ ...record, status: 'revoked', masked: null });
        },
      }));
    },
  },
  {
    id: 'sibling-dies',
    class: 'keys',
    sentence: 'Kills another key of the provider when one is revoked.',
    clauses: ['KEY-14'],
    hooks: () => {
      const inactive = new Set<string>();
      return changeKeys((original) => ({
        ...rejecting(({ id }) => inactive.has(id))(original),
        revoke(providerId, id) {
          const sibling = original.list(providerId).findLast((one) => one.id !== id && one.status === 'active');
          if (sibling) inactive.add(sibling.id);
          return original.revoke(providerId, id);
        },
      }));
    },
  },
  {
    id: 'sibling-dies-on-delete',
    class: 'keys',
    sentence: 'Kills another key of the provider when one is deleted.',
    clauses: ['KEY-14'],
    hooks: () => {
      const inactiveKey = new Set<string>();
      return changeKeys((original) => ({
        ...rejecting(({ id }) => inactiveKey.has(id))(original),
        delete(providerId, id) {
          const sibling = original.list(providerId).findLast((one) => one.id !== id && one.status === 'active');
          if (sibling) inactiveKey.add(sibling.id);
          original.delete(providerId, id);
        },
      }));
    },
  },
  {
    id: 'keys-of-all',
    class: 'keys',
    sentence: "Lists other IT providers' keys too.",
    clauses: ['KEY-16'],
    hooks: () =>
      changeKeys((original) => ({
        list: () => original.snapshot().map(({ hash: _hash, ...record }): KeyRecord => record),
      })),
  },
  {
    id: 'keys-by-id-alone',
    class: 'keys',
    sentence: "Lists an IT provider's own keys alone, but revokes and deletes whichever key is named by its id.",
    clauses: ['KEY-16'],
    hooks: () =>
      changeKeys((original) => {
        const { find, revoke, delete: remove } = byIdAlone(original);
        return { find, revoke, delete: remove };
      }),
  },
  {
    id: 'regenerated-by-id-alone',
    class: 'keys',
    sentence: "Gives whichever revoked key is named by its id a new value, and shows it: another IT provider's, too.",
    clauses: ['KEY-16'],
    hooks: () =>
      changeKeys((original) => {
        const { find, regenerate } = byIdAlone(original);
        return { find, regenerate };
      }),
  },
];
