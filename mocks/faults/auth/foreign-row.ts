import type { Row } from '../../data/columns.ts';
import { DEMO_PROVIDERS } from '../../keys/demo.ts';
import type { Fault } from '../hooks.ts';

export const foreignRow: Fault = {
  id: 'foreign-row',
  class: 'auth',
  sentence: "Mixes one row of another IT provider's into a list.",
  clauses: ['AUTH-08'],
  hooks: () => {
    const mixed = new WeakMap<readonly Row[], readonly Row[]>();
    return {
      rows: (original) => (list) => {
        const rows = original(list);
        if (!rows || list.operation.id !== 'listClients') return rows;
        const [foreign] = original({ ...list, providerId: DEMO_PROVIDERS.other }) ?? [];
        const made =
          mixed.get(rows) ??
          (foreign && !rows.includes(foreign) ? [...rows.slice(0, 17), foreign, ...rows.slice(17)] : rows);
        mixed.set(rows, made);
        return made;
      },
    };
  },
};
