import type { Fault } from './hooks.ts';
import { KEY_LIST, changePage, changePortal, remembering } from './support/portal.ts';

/** Faults of the class portal. */
export const portal: readonly Fault[] = [
  {
    id: 'value-not-shown',
    class: 'portal',
    sentence: 'Shows the mask in place of the value on the page that generated it.',
    clauses: ['KEY-03'],
    hooks: () =>
      remembering((values) => ({
        body: (text) => [...values.values()].reduce((page, value) => page.replaceAll(value, '••••••••••••'), text),
      })),
  },
  {
    id: 'copy-broken',
    class: 'portal',
    sentence: 'Copies nothing.',
    clauses: ['KEY-03'],
    hooks: () =>
      changePage('/assets/portal.js', (script) =>
        script.replace('clipboard.writeText(field.value)', "clipboard.writeText('')"),
      ),
  },
  {
    id: 'value-cut',
    class: 'portal',
    sentence: 'Cuts off the last characters of the value that it shows.',
    clauses: ['KEY-03', 'KEY-01'],
    hooks: () =>
      remembering((values) => ({
        body: (text) => [...values.values()].reduce((page, value) => page.replaceAll(value, value.slice(0, -4)), text),
      })),
  },
  {
    id: 'value-in-attribute',
    class: 'portal',
    sentence: 'Holds the values in hidden fields of the list.',
    clauses: ['KEY-04'],
    hooks: () =>
      remembering((values) => ({
        body: (text, path) =>
          path === KEY_LIST
            ? text.replace(
                '</main>',
                `${[...values.values()].map((value) => `<input type="hidden" value="${value}">`).join('')}</main>`,
              )
            : text,
      })),
  },
  {
    id: 'value-in-comment',
    class: 'portal',
    sentence: 'Holds the values in a comment of the list.',
    clauses: ['KEY-04'],
    hooks: () =>
      remembering((values) => ({
        body: (text, path) => (path === KEY_LIST ? `${text}<!-- ${[...values.values()].join(' ')} -->` : text),
      })),
  },
  {
    id: 'value-unmasked',
    class: 'portal',
    sentence: 'Goes on showing the value in the list.',
    clauses: ['KEY-04'],
    hooks: () =>
      remembering((values) => ({ mask: ({ id, masked }) => (masked === null ? '' : (values.get(id) ?? masked)) })),
  },
  {
    id: 'value-shown-once-more',
    class: 'portal',
    sentence: 'Shows the value once more when the list is opened first.',
    clauses: ['KEY-04'],
    hooks: () => {
      const shown = new Set<string>();
      return remembering((values) => ({
        mask({ id, masked }) {
          const value = values.get(id);
          if (value === undefined || masked === null || shown.has(value)) return masked ?? '';
          shown.add(value);
          return value;
        },
      }));
    },
  },
  {
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
  },
  {
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
  },
  {
    id: 'value-in-cookie',
    class: 'portal',
    sentence: 'Keeps the last value in a cookie.',
    clauses: ['KEY-04'],
    hooks: () =>
      remembering((values) => ({
        headers: (headers, path) => {
          const value = [...values.values()].at(-1);
          return path === KEY_LIST && value !== undefined
            ? { ...headers, 'set-cookie': `draft=${value}; Path=/` }
            : headers;
        },
      })),
  },
  {
    id: 'value-in-header',
    class: 'portal',
    sentence: 'Sends the last value in a header of the list.',
    clauses: ['KEY-04'],
    hooks: () =>
      remembering((values) => ({
        headers: (headers, path) => {
          const value = [...values.values()].at(-1);
          return path === KEY_LIST && value !== undefined ? { ...headers, 'x-last-key': value } : headers;
        },
      })),
  },
  {
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
  },
  {
    id: 'mask-half',
    class: 'portal',
    sentence: 'Shows half of the value in the mask.',
    clauses: ['KEY-05'],
    hooks: () =>
      remembering((values) => ({
        mask: ({ id, masked }) => (masked === null ? '' : (values.get(id)?.slice(0, 20) ?? '') + masked.slice(0, 12)),
      })),
  },
  {
    id: 'mask-five',
    class: 'portal',
    sentence: 'Shows five characters of the value in the mask.',
    clauses: ['KEY-05'],
    hooks: () =>
      remembering((values) => ({
        mask: ({ id, masked }) =>
          masked === null ? '' : `••••••••••••${values.get(id)?.slice(-5) ?? masked.slice(-4)}`,
      })),
  },
  {
    id: 'mask-both-ends',
    class: 'portal',
    sentence: 'Shows the first and the last characters of the value in the mask.',
    clauses: ['KEY-05'],
    hooks: () =>
      remembering((values) => ({
        mask: ({ id, masked }) => (masked === null ? '' : `${values.get(id)?.slice(0, 4) ?? ''}${masked}`),
      })),
  },
  {
    id: 'mask-as-long',
    class: 'portal',
    sentence: 'Makes the mask as long as the value.',
    clauses: ['KEY-05'],
    hooks: () =>
      changePortal(() => ({ mask: ({ masked }) => (masked === null ? '' : masked.slice(-4).padStart(40, '•')) })),
  },
  {
    id: 'revoke-unasked',
    class: 'portal',
    sentence: 'Revokes without asking.',
    clauses: ['KEY-07'],
    hooks: () =>
      changePortal((original) => ({ confirms: (action) => action !== 'revoke' && original.confirms(action) })),
  },
  {
    id: 'revoke-cancel-acts',
    class: 'portal',
    sentence: 'Revokes when the question is cancelled.',
    clauses: ['KEY-07'],
    hooks: () =>
      changePortal((original) => ({ cancelKeeps: (action) => action !== 'revoke' && original.cancelKeeps(action) })),
  },
  {
    id: 'delete-unasked',
    class: 'portal',
    sentence: 'Deletes without asking.',
    clauses: ['KEY-12'],
    hooks: () =>
      changePortal((original) => ({ confirms: (action) => action !== 'delete' && original.confirms(action) })),
  },
  {
    id: 'delete-cancel-acts',
    class: 'portal',
    sentence: 'Deletes when the question is cancelled.',
    clauses: ['KEY-12'],
    hooks: () =>
      changePortal((original) => ({ cancelKeeps: (action) => action !== 'delete' && original.cancelKeeps(action) })),
  },
  {
    id: 'any-role',
    class: 'portal',
    sentence: 'Lets people of every role see and change the keys.',
    clauses: ['KEY-16'],
    hooks: () => changePortal(() => ({ admits: () => true })),
  },
  {
    id: 'role-too-many',
    class: 'portal',
    sentence: 'Lets one role too many see and change the keys.',
    clauses: ['KEY-16'],
    hooks: () =>
      changePortal((original) => ({ admits: (role, to) => role === 'Engineer' || original.admits(role, to) })),
  },
  {
    id: 'role-checked-on-pages',
    class: 'portal',
    sentence: 'Hides the keys from people of other roles, but takes the forms that they send.',
    clauses: ['KEY-16'],
    hooks: () => changePortal((original) => ({ admits: (role, to) => to === 'change' || original.admits(role, to) })),
  },
];
