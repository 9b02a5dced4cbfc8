import type { Fault } from '../hooks.ts';
import { aliasing } from '../support/keys.ts';

export const valueTwice: Fault = {
  id: 'value-twice',
  class: 'keys',
  sentence: 'Gives every key the value of the first.',
  clauses: ['KEY-02'],
  hooks: () => {
    let first: string | undefined;
    return aliasing(({ value }) => (first ??= value));
  },
};
