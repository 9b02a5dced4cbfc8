import type { Fault } from '../hooks.ts';
import { aliasing } from '../support/keys.ts';

export const valueWithProvider: Fault = {
  id: 'value-with-provider',
  class: 'keys',
  sentence: 'Begins each value with the name of the IT provider.',
  clauses: ['KEY-15'],
  hooks: () => aliasing(({ record, value }) => `${record.providerId}-${value.slice(0, 24)}`),
};
