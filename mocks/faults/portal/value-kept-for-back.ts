import type { Fault } from '../../fault-hooks.ts';
import { changePage } from '../support/portal.ts';

export const valueKeptForBack: Fault = {
  id: 'value-kept-for-back',
  class: 'portal',
  sentence: 'Lets Back bring the value up again, out of the history.',
  clauses: ['KEY-04'],
  hooks: () =>
    changePage('/assets/portal.js', (script) =>
      script.replace(
        'if (issued) {',
        "const kept = history.state?.kept;\nif (kept) document.querySelector('main')?.append(kept);\nif (issued) {\n  history.pushState({ kept: document.getElementById('value').value }, '');",
      ),
    ),
};
