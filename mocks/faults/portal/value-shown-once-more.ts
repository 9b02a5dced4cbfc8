import type { Fault } from '../hooks.ts';
import { remembering } from '../support/portal.ts';

export const valueShownOnceMore: Fault = {
  id: 'value-shown-once-more',
  class: 'portal',
  sentence: 'Shows the value once more when the list is opened first.',
  clauses: ['KEY-04'],
  hooks: () => {
    const shown = new Set<string>();
    return remembering((values) => ({
      mask({ id, masked }) {
        const value = values.get(id);
        if (value === undefined || masked === null || shown.has(value)) return masked ?? '';
        shown.add(value);
        return value;
      },
    }));
  },
};
