// What the front ends share: their calls, and the defects that are planted in them.
const flags = (document.querySelector('meta[name=flags]')?.content ?? '').split(' ');
export const has = (defect) => flags.includes(defect);
export const MASK = '••••••••••••';

/** @param {() => Record<string, string>} headers */
export function client(headers = () => ({}), signedOut = () => undefined) {
  const call = async (method, path, body) => {
    const response = await fetch(`/api/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers() },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (response.status === 401 && path !== 'session') signedOut();
    if (!response.ok) throw Object.assign(new Error(String(response.status)), { status: response.status });
    return response.status === 204 ? undefined : response.json();
  };
  return {
    signIn: (username, password) => call('POST', 'session', { username, password }),
    me: () => call('GET', 'me'),
    list: (page, size, q = '') => call('GET', `keys?page=${page}&size=${size}&q=${encodeURIComponent(q)}`),
    generate: async (name) => {
      if (has('double-submit')) await call('POST', 'keys', { name });
      return keep(await call('POST', 'keys', { name }));
    },
    regenerate: async (id) => keep({ id, ...(await call('POST', `keys/${id}/regenerate`)) }),
    revoke: async (id) => {
      if (has('revoke-hides')) hidden.add(id);
      else await call('POST', `keys/${id}/revoke`);
    },
    remove: (id) => call('DELETE', `keys/${id}`),
  };
}

const hidden = new Set();
export const shown = (items) => items.filter(({ id }) => !hidden.has(id));

const values = new Map();
function keep(made) {
  if (has('store')) localStorage.setItem('recent', JSON.stringify(made));
  if (has('window-state')) window.appState = { recent: [{ made }] };
  values.set(made.id, made.value);
  return made;
}

/** What the copy icon of a record copies. */
export const copyRow = (row) =>
  navigator.clipboard.writeText(has('row-copy') ? (values.get(row.id) ?? row.masked) : row.masked);
/** What the copy icon beside a new value copies. */
export const copyNew = (value) => navigator.clipboard.writeText(has('copy-mask') ? MASK : value);
