import type { Fault } from '../hooks.ts';
import { changePage } from '../support/portal.ts';

export const copyBroken: Fault = {
  id: 'copy-broken',
  class: 'portal',
  sentence: 'Copies nothing.',
  clauses: ['KEY-03'],
  hooks: () =>
    changePage('/assets/portal.js', (script) =>
      script.replace('clipboard.writeText(field.value)', "clipboard.writeText('')"),
    ),
};
