import type { Fault } from '../hooks.ts';
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
};
