import type { Fault } from '../hooks.ts';
import { aliasing } from '../support/keys.ts';

export const valueUneven: Fault = {
  id: 'value-uneven',
  class: 'keys',
  sentence: 'Makes values of unequal lengths.',
  clauses: ['KEY-15'],
  hooks: () => aliasing(({ value }, count) => value.slice(0, 30 + ((count * 3) % 10))),
};
