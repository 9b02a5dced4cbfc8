import type { Fault } from '../../fault-hooks.ts';
import type { KeyRecord } from '../../keys.ts';
import { changeKeys } from '../support/keys.ts';

export const deletedRecordStays: Fault = {
  id: 'deleted-record-stays',
  class: 'keys',
  sentence: 'Keeps the record of a deleted key in the list.',
  clauses: ['KEY-11'],
  hooks: () => {
    const deleted: KeyRecord[] = [];
    return changeKeys((honest) => ({
      list: (providerId) => [
        ...honest.list(providerId),
        ...deleted.filter((record) => record.providerId === providerId),
      ],
      delete(providerId, id) {
        const record = honest.list(providerId).find((one) => one.id === id);
        honest.delete(providerId, id);
        if (record) deleted.push({ ...record, status: 'revoked', masked: null });
      },
    }));
  },
};
