import type { Fault } from '../hooks.ts';
import { remembering } from '../support/portal.ts';

export const maskHalf: Fault = {
  id: 'mask-half',
  class: 'portal',
  sentence: 'Shows half of the value in the mask.',
  clauses: ['KEY-05'],
  hooks: () =>
    remembering((values) => ({
      mask: ({ id, masked }) => (masked === null ? '' : (values.get(id)?.slice(0, 20) ?? '') + masked.slice(0, 12)),
    })),
};
