import type { Fault } from '../hooks.ts';
import type { KeyRecord } from '../../keys/keys.ts';
import { changeKeys } from '../support/keys.ts';

export const deletedRecordStays: Fault = {
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
};
