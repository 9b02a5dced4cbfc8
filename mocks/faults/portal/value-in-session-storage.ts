import type { Fault } from '../hooks.ts';
import { changePage } from '../support/portal.ts';

export const valueInSessionStorage: Fault = {
  id: 'value-in-session-storage',
  class: 'portal',
  sentence: 'Keeps the value in the browser, for the session.',
  clauses: ['KEY-04'],
  hooks: () =>
    changePage('/assets/portal.js', (script) =>
      script.replace(
        'if (issued) {',
        "if (issued) {\n  sessionStorage.setItem('draft', document.getElementById('value').value);",
      ),
    ),
};
