import type { Fault } from '../hooks.ts';

export const configurationsOfAnother: Fault = {
  id: 'configurations-of-another',
  class: 'relations',
  sentence: "Answers with another recommendation's configurations when the one asked for does not exist.",
  clauses: ['REL-06'],
  hooks: () => {
    let known: string | undefined;
    return {
      rows: (original) => (list) => {
        const rows = original(list);
        if (list.parent !== undefined && rows && rows.length > 0) known = list.parent;
        return rows ?? (known === undefined ? [] : original({ ...list, parent: known }));
      },
    };
  },
};
