import type { Fault } from '../hooks.ts';
import { aliasing } from '../support/keys.ts';

export const regeneratedSame: Fault = {
  id: 'regenerated-same',
  class: 'keys',
  sentence: 'Regenerates a key to the value that it had.',
  clauses: ['KEY-09', 'KEY-10'],
  hooks: () => {
    const first = new Map<string, string>();
    return aliasing(({ record, value }) => {
      const known = first.get(record.id) ?? value;
      first.set(record.id, known);
      return known;
    });
  },
};
