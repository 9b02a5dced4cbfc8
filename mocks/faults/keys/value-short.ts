import type { Fault } from '../hooks.ts';
import { aliasing } from '../support/keys.ts';

export const valueShort: Fault = {
  id: 'value-short',
  class: 'keys',
  sentence: 'Makes values of eight characters.',
  clauses: ['KEY-15'],
  hooks: () => aliasing(({ value }) => value.slice(0, 8)),
};
