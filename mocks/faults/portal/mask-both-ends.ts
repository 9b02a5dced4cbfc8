import type { Fault } from '../hooks.ts';
import { remembering } from '../support/portal.ts';

export const maskBothEnds: Fault = {
  id: 'mask-both-ends',
  class: 'portal',
  sentence: 'Shows the first and the last characters of the value in the mask.',
  clauses: ['KEY-05'],
  hooks: () =>
    remembering((values) => ({
      mask: ({ id, masked }) => (masked === null ? '' : `${values.get(id)?.slice(0, 4) ?? ''}${masked}`),
    })),
};
