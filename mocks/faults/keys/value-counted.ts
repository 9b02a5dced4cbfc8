import type { Fault } from '../hooks.ts';
import { aliasing } from '../support/keys.ts';

export const valueCounted: Fault = {
  id: 'value-counted',
  class: 'keys',
  sentence: 'Counts values up.',
  clauses: ['KEY-15'],
  hooks: () => aliasing((_issued, count) => `MITP${String(4711 + count).padStart(36, '0')}`),
};
