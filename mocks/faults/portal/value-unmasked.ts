import type { Fault } from '../hooks.ts';
import { remembering } from '../support/portal.ts';

export const valueUnmasked: Fault = {
  id: 'value-unmasked',
  class: 'portal',
  sentence: 'Goes on showing the value in the list.',
  clauses: ['KEY-04'],
  hooks: () =>
    remembering((values) => ({ mask: ({ id, masked }) => (masked === null ? '' : (values.get(id) ?? masked)) })),
};
