import type { Fault } from '../hooks.ts';
import { changePage } from '../support/portal.ts';

export const valueInLocalStorage: Fault = {
  id: 'value-in-local-storage',
  class: 'portal',
  sentence: 'Keeps the value in the browser, for all sessions.',
  clauses: ['KEY-04'],
  hooks: () =>
    changePage('/assets/portal.js', (script) =>
      script.replace(
        'if (issued) {',
        "if (issued) {\n  localStorage.setItem('draft', document.getElementById('value').value);",
      ),
    ),
};
