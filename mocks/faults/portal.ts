import type { Fault } from './hooks.ts';
import { KEY_LIST, changePage, changePortal, remembering } from './support/portal.ts';
import { faultOf } from './support/row.ts';

const fault = faultOf('portal');

/** Faults of the class portal. */
export const portal: readonly Fault[] = [
  fault('value-not-shown', 'Shows the mask in place of the value on the page that generated it.', ['KEY-03'], () =>
    remembering((values) => ({
      body: (text) => [...values.values()].reduce((page, value) => page.replaceAll(value, '••••••••••••'), text),
    })),
  ),
  fault('copy-broken', 'Copies nothing.', ['KEY-03'], () =>
    changePage('/assets/portal.js', (script) =>
      script.replace('clipboard.writeText(field.value)', "clipboard.writeText('')"),
    ),
  ),
  fault('value-cut', 'Cuts off the last characters of the value that it shows.', ['KEY-03', 'KEY-01'], () =>
    remembering((values) => ({
      body: (text) => [...values.values()].reduce((page, value) => page.replaceAll(value, value.slice(0, -4)), text),
    })),
  ),
  fault('value-in-attribute', 'Holds the values in hidden fields of the list.', ['KEY-04'], () =>
    remembering((values) => ({
      body: (text, path) =>
        path === KEY_LIST
          ? text.replace(
              '</main>',
              `${[...values.values()].map((value) => `<input type="hidden" value="${value}">`).join('')}</main>`,
            )
          : text,
    })),
  ),
  fault('value-in-comment', 'Holds the values in a comment of the list.', ['KEY-04'], () =>
    remembering((values) => ({
      body: (text, path) => (path === KEY_LIST ? `${text}<!-- ${[...values.values()].join(' ')} -->` : text),
    })),
  ),
  fault('value-unmasked', 'Goes on showing the value in the list.', ['KEY-04'], () =>
    remembering((values) => ({ mask: ({ id, masked }) => (masked === null ? '' : (values.get(id) ?? masked)) })),
  ),
  fault('value-shown-once-more', 'Shows the value once more when the list is opened first.', ['KEY-04'], () => {
    const shown = new Set<string>();
    return remembering((values) => ({
      mask({ id, masked }) {
        const value = values.get(id);
        if (value === undefined || masked === null || shown.has(value)) return masked ?? '';
        shown.add(value);
        return value;
      },
    }));
  }),
  fault('value-in-local-storage', 'Keeps the value in the browser, for all sessions.', ['KEY-04'], () =>
    changePage('/assets/portal.js', (script) =>
      script.replace(
        'if (issued) {',
        "if (issued) {\n  localStorage.setItem('draft', document.getElementById('value').value);",
      ),
    ),
  ),
  fault('value-in-session-storage', 'Keeps the value in the browser, for the session.', ['KEY-04'], () =>
    changePage('/assets/portal.js', (script) =>
      script.replace(
        'if (issued) {',
        "if (issued) {\n  sessionStorage.setItem('draft', document.getElementById('value').value);",
      ),
    ),
  ),
  fault('value-in-cookie', 'Keeps the last value in a cookie.', ['KEY-04'], () =>
    remembering((values) => ({
      headers: (headers, path) => {
        const value = [...values.values()].at(-1);
        return path === KEY_LIST && value !== undefined
          ? { ...headers, 'set-cookie': `draft=${value}; Path=/` }
          : headers;
      },
    })),
  ),
  fault('value-in-header', 'Sends the last value in a header of the list.', ['KEY-04'], () =>
    remembering((values) => ({
      headers: (headers, path) => {
        const value = [...values.values()].at(-1);
        return path === KEY_LIST && value !== undefined ? { ...headers, 'x-last-key': value } : headers;
      },
    })),
  ),
  fault('value-kept-for-back', 'Lets Back bring the value up again, out of the history.', ['KEY-04'], () =>
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
  ),
  fault('mask-half', 'Shows half of the value in the mask.', ['KEY-05'], () =>
    remembering((values) => ({
      mask: ({ id, masked }) => (masked === null ? '' : (values.get(id)?.slice(0, 20) ?? '') + masked.slice(0, 12)),
    })),
  ),
  fault('mask-five', 'Shows five characters of the value in the mask.', ['KEY-05'], () =>
    remembering((values) => ({
      mask: ({ id, masked }) => (masked === null ? '' : `••••••••••••${values.get(id)?.slice(-5) ?? masked.slice(-4)}`),
    })),
  ),
  fault('mask-both-ends', 'Shows the first and the last characters of the value in the mask.', ['KEY-05'], () =>
    remembering((values) => ({
      mask: ({ id, masked }) => (masked === null ? '' : `${values.get(id)?.slice(0, 4) ?? ''}${masked}`),
    })),
  ),
  fault('mask-as-long', 'Makes the mask as long as the value.', ['KEY-05'], () =>
    changePortal(() => ({ mask: ({ masked }) => (masked === null ? '' : masked.slice(-4).padStart(40, '•')) })),
  ),
  fault('revoke-unasked', 'Revokes without asking.', ['KEY-07'], () =>
    changePortal((original) => ({ confirms: (action) => action !== 'revoke' && original.confirms(action) })),
  ),
  fault('revoke-cancel-acts', 'Revokes when the question is cancelled.', ['KEY-07'], () =>
    changePortal((original) => ({ cancelKeeps: (action) => action !== 'revoke' && original.cancelKeeps(action) })),
  ),
  fault('delete-unasked', 'Deletes without asking.', ['KEY-12'], () =>
    changePortal((original) => ({ confirms: (action) => action !== 'delete' && original.confirms(action) })),
  ),
  fault('delete-cancel-acts', 'Deletes when the question is cancelled.', ['KEY-12'], () =>
    changePortal((original) => ({ cancelKeeps: (action) => action !== 'delete' && original.cancelKeeps(action) })),
  ),
  fault('any-role', 'Lets people of every role see and change the keys.', ['KEY-16'], () =>
    changePortal(() => ({ admits: () => true })),
  ),
  fault('role-too-many', 'Lets one role too many see and change the keys.', ['KEY-16'], () =>
    changePortal((original) => ({ admits: (role, to) => role === 'Engineer' || original.admits(role, to) })),
  ),
  fault(
    'role-checked-on-pages',
    'Hides the keys from people of other roles, but takes the forms that they send.',
    ['KEY-16'],
    () => changePortal((original) => ({ admits: (role, to) => to === 'change' || original.admits(role, to) })),
  ),
];
