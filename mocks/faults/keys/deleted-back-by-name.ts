import type { Fault } from '../../fault-hooks.ts';
import { changeKeys } from '../support/keys.ts';

export const deletedBackByName: Fault = {
  id: 'deleted-back-by-name',
  class: 'keys',
  sentence: 'Brings a deleted value back when a key of the same name is made.',
  clauses: ['KEY-13'],
  hooks: () => {
    const values = new Map<string, string>();
    const deleted = new Map<string, string>();
    const revived = new Map<string, string>();
    return changeKeys((honest) => ({
      generate(providerId, name, ...value) {
        const issued = honest.generate(providerId, name, ...value);
        const old = deleted.get(issued.record.name);
        if (old !== undefined) revived.set(old, issued.value);
        values.set(issued.record.id, issued.value);
        return issued;
      },
      regenerate(...which) {
        const issued = honest.regenerate(...which);
        values.set(issued.record.id, issued.value);
        return issued;
      },
      delete(providerId, id) {
        const record = honest.list(providerId).find((one) => one.id === id);
        const value = values.get(id);
        if (record && value !== undefined) deleted.set(record.name, value);
        honest.delete(providerId, id);
      },
      authenticate: (value) => honest.authenticate(revived.get(value) ?? value),
    }));
  },
};
