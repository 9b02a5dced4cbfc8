import type { Fault } from '../hooks.ts';
import { aliasing } from '../support/keys.ts';

export const valueSharedStart: Fault = {
  id: 'value-shared-start',
  class: 'keys',
  sentence: 'Begins every value with the same sixteen characters.',
  clauses: ['KEY-15'],
  hooks: () => {
    let start: string | undefined;
    return aliasing(({ value }) => {
      start ??= value.slice(0, 28);
      return start + value.slice(28);
    });
  },
};
