import type { Fault } from '../hooks.ts';
import { changePortal } from '../support/portal.ts';

export const maskAsLong: Fault = {
  id: 'mask-as-long',
  class: 'portal',
  sentence: 'Makes the mask as long as the value.',
  clauses: ['KEY-05'],
  hooks: () =>
    changePortal(() => ({ mask: ({ masked }) => (masked === null ? '' : masked.slice(-4).padStart(40, '•')) })),
};
