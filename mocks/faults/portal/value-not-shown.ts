import type { Fault } from '../hooks.ts';
import { remembering } from '../support/portal.ts';

export const valueNotShown: Fault = {
  id: 'value-not-shown',
  class: 'portal',
  sentence: 'Shows the mask in place of the value on the page that generated it.',
  clauses: ['KEY-03'],
  hooks: () =>
    remembering((values) => ({
      body: (text) => [...values.values()].reduce((page, value) => page.replaceAll(value, '••••••••••••'), text),
    })),
};
