import type { Fault } from '../hooks.ts';
import { remembering } from '../support/portal.ts';

export const valueCut: Fault = {
  id: 'value-cut',
  class: 'portal',
  sentence: 'Cuts off the last characters of the value that it shows.',
  clauses: ['KEY-03', 'KEY-01'],
  hooks: () =>
    remembering((values) => ({
      body: (text) => [...values.values()].reduce((page, value) => page.replaceAll(value, value.slice(0, -4)), text),
    })),
};
