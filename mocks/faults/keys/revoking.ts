import type { KeyRecord } from '../../keys/keys.ts';
import type { Fault } from '../hooks.ts';
import { byIdAlone, changeKeys, outliving, rejecting } from '../support/keys.ts';
import { faultOf } from '../support/row.ts';

const fault = faultOf('keys');

/** Faults of the class keys: revoking, deleting, and the permission for it. */
export const keysRevoking: readonly Fault[] = [
  fault(
    'revoked-lives-a-minute',
    'Serves a revoked key until a cache expires, a minute later.',
    ['KEY-06'],
    (context) => outliving('revoke', 60_000, context),
  ),
  fault('revoked-lives-briefly', 'Serves a revoked key for five seconds more.', ['KEY-06'], (context) =>
    outliving('revoke', 5_000, context),
  ),
  fault('revoked-lives', 'Says Revoked in the portal and goes on serving.', ['KEY-06'], (context) =>
    outliving('revoke', Infinity, context),
  ),
  fault('revoked-record-gone', 'Removes the record of a revoked key.', ['KEY-08'], () =>
    changeKeys((original) => ({
      list: (providerId) => original.list(providerId).filter(({ status }) => status === 'active'),
    })),
  ),
  fault('revoked-record-masked', 'Goes on showing the mask of a revoked key.', ['KEY-08'], () => {
    const masks = new Map<string, string | null>();
    return changeKeys((original) => ({
      list: (providerId) =>
        original.list(providerId).map((record) => {
          if (record.masked !== null) masks.set(record.id, record.masked);
          return { ...record, masked: record.masked ?? masks.get(record.id) ?? '••••••••••••Xy7Q' };
        }),
    }));
  }),
  fault('deleted-lives', 'Goes on serving a deleted key.', ['KEY-11'], (context) =>
    outliving('delete', Infinity, context),
  ),
  fault(
    'deleted-lives-a-minute',
    'Serves a deleted key until a cache expires, a minute later.',
    ['KEY-11'],
    (context) => outliving('delete', 60_000, context),
  ),
  fault('deleted-record-stays', 'Keeps the record of a deleted key in the list.', ['KEY-11'], () => {
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
  }),
  fault('sibling-dies', 'Kills another key of the provider when one is revoked.', ['KEY-14'], () => {
    const inactive = new Set<string>();
    return changeKeys((original) => ({
      ...rejecting(({ id }) => inactive.has(id))(original),
      revoke(providerId, id) {
        const sibling = original.list(providerId).findLast((one) => one.id !== id && one.status === 'active');
        if (sibling) inactive.add(sibling.id);
        return original.revoke(providerId, id);
      },
    }));
  }),
  fault('sibling-dies-on-delete', 'Kills another key of the provider when one is deleted.', ['KEY-14'], () => {
    const inactiveKey = new Set<string>();
    return changeKeys((original) => ({
      ...rejecting(({ id }) => inactiveKey.has(id))(original),
      delete(providerId, id) {
        const sibling = original.list(providerId).findLast((one) => one.id !== id && one.status === 'active');
        if (sibling) inactiveKey.add(sibling.id);
        original.delete(providerId, id);
      },
    }));
  }),
  fault('keys-of-all', "Lists other IT providers' keys too.", ['KEY-16'], () =>
    changeKeys((original) => ({
      list: () => original.snapshot().map(({ hash: _hash, ...record }): KeyRecord => record),
    })),
  ),
  fault(
    'keys-by-id-alone',
    "Lists an IT provider's own keys alone, but revokes and deletes whichever key is named by its id.",
    ['KEY-16'],
    () =>
      changeKeys((original) => {
        const { find, revoke, delete: remove } = byIdAlone(original);
        return { find, revoke, delete: remove };
      }),
  ),
  fault(
    'regenerated-by-id-alone',
    "Gives whichever revoked key is named by its id a new value, and shows it: another IT provider's, too.",
    ['KEY-16'],
    () =>
      changeKeys((original) => {
        const { find, regenerate } = byIdAlone(original);
        return { find, regenerate };
      }),
  ),
];
