import type { Fault } from '../hooks.ts';
import { remembering } from '../support/portal.ts';

export const maskFive: Fault = {
  id: 'mask-five',
  class: 'portal',
  sentence: 'Shows five characters of the value in the mask.',
  clauses: ['KEY-05'],
  hooks: () =>
    remembering((values) => ({
      mask: ({ id, masked }) => (masked === null ? '' : `••••••••••••${values.get(id)?.slice(-5) ?? masked.slice(-4)}`),
    })),
};
