import type { Fault } from '../hooks.ts';
import { changeKeys } from '../support/keys.ts';

export const revokedRecordMasked: Fault = {
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
};
