import type { Fault } from '../hooks.ts';
import { changePage } from '../support/portal.ts';

export const valueKeptForBack: Fault = {
  id: 'value-kept-for-back',
  class: 'portal',
  sentence: 'Lets Back bring the value up again, out of the history.',
  clauses: ['KEY-04'],
  hooks: () =>
    changePage('/assets/portal.js', (script) =>
      script
        .replace("history.replaceState(null, '',", "history.replaceState({ kept: codesOf(field.value) }, '',")
        .replace(
          'if (issued) {',
          `const codesOf = (text) => [...text].map((c) => c.charCodeAt(0));
const [{ type }] = performance.getEntriesByType('navigation');
if (type === 'back_forward' && history.state?.kept) {
  document.querySelector('main')?.append(String.fromCharCode(...history.state.kept));
}
if (issued) {`,
        ),
    ),
};
