import type { Fault } from '../hooks.ts';
import { aliasing } from '../support/keys.ts';

export const valueWithTime: Fault = {
  id: 'value-with-time',
  class: 'keys',
  sentence: 'Begins each value with the time.',
  clauses: ['KEY-15'],
  hooks: () => aliasing(({ record, value }) => `${String(Math.trunc(record.createdAt))}${value.slice(0, 27)}`),
};
