import { setTimeout as delay } from 'node:timers/promises';
import { masked, type KeyRecord } from './store.ts';
import { formOf, pageOf, redirect, send, type Call, type Handler } from './server.ts';

const escape = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** A portal that a server renders, with the browser's own pop-ups: confirm() before each act, alert() after it. */
export const native: Handler = async (call) => {
  const { request, response, url, site } = call;
  const path = url.pathname;
  if (path === '/sign-in') return signIn(call);
  const person = site.who(request);
  if (person === undefined) return redirect(response, '/sign-in');
  if (path === '/') return html(call, '<p>Welcome</p>');
  if (path === '/settings')
    return html(call, '<nav><a href="/settings">Profile</a> <a href="/settings/keys">API Keys</a></nav>');
  if (!path.startsWith('/settings/keys')) return false;
  if (!person.admin && !(site.has('any-role') && request.method === 'GET'))
    return html(call, '<p>Administrators only.</p>', 403);
  const [, , , id, act] = path.split('/');
  if (request.method === 'GET') return id === 'new' ? html(call, FORM) : list(call, person.provider);
  if (id === 'new') {
    const name = (await formOf(request)).get('name') ?? '';
    if (site.has('double-submit')) site.store.generate(person.provider, name);
    return value(call, site.store.generate(person.provider, name));
  }
  const record = site.store.find(person.provider, id ?? '');
  if (record === undefined) return html(call, '<p>There is no such key.</p>', 404);
  if (act === 'regenerate') return value(call, site.store.regenerate(record));
  if (act === 'delete') site.store.delete(record);
  else if (site.has('revoke-hides')) return redirect(response, `/settings/keys?hidden=${record.id}`);
  else site.store.revoke(record);
  return redirect(response, `/settings/keys?done=${act}`);
};

async function signIn({ request, response, site }: Call): Promise<true> {
  if (request.method === 'POST') {
    const form = await formOf(request);
    const token = site.signIn(form.get('username') ?? '', form.get('password') ?? '');
    if (token !== undefined) return redirect(response, '/', { 'set-cookie': `sid=${token}; HttpOnly; Path=/` });
  }
  const again = request.method === 'POST' ? '<p role="alert">That was not right.</p>' : '';
  return send(
    response,
    200,
    'text/html; charset=utf-8',
    `<!doctype html><title>Sign in</title>${again}<form method="post">
    <label>User name <input name="username"></label><label>Password <input name="password" type="password"></label>
    <input type="submit" value="Log in"></form>`,
  );
}

const FORM = `<form method="post" onsubmit="this.querySelector('button').disabled = true">
  <label>API key name <input name="name" required maxlength="100"></label><button>Generate</button></form>`;

function value(call: Call, { value }: KeyRecord): true {
  const copied = call.site.has('copy-mask') ? '••••••••' : value;
  return html(
    call,
    `<p>Copy the key now.</p><label>API key <input readonly value="${value}"></label>
    <button type="button" onclick="navigator.clipboard.writeText('${copied}')">Copy</button> <a href="/settings/keys">Back to the list</a>
    <script>${call.site.has('store') ? `localStorage.last = '${value}'` : ''}</script>`,
  );
}

async function list(call: Call, provider: string): Promise<true> {
  const { site, url } = call;
  await delay(site.delayMs);
  const { rows, total, page, size } = pageOf(site, provider, url);
  const shown = rows.filter(({ id }) => id !== url.searchParams.get('hidden'));
  const done = url.searchParams.get('done');
  const turn = (to: number, text: string) =>
    to < 1 || (to - 1) * size >= total ? text : `<a href="/settings/keys?page=${to}">${text}</a>`;
  return html(
    call,
    `<p><a href="/settings/keys/new">Add API key</a></p><table><tr><th>Name<th>Key<th>Status<th>Actions</tr>
    ${shown.map((record) => row(call, record)).join('\n')}</table>
    <p>${turn(page - 1, 'Previous')} page ${page} ${turn(page + 1, 'Next')}</p>
    ${done ? `<script>addEventListener('load', () => alert('The key was changed: ${escape(done)}'))</script>` : ''}`,
  );
}

function row({ site }: Call, record: KeyRecord): string {
  const button = (act: string, label: string) => {
    const prompt = `Really ${act} ${record.name}?`;
    const confirms = act !== 'regenerate' && !(act === 'revoke' && site.has('unconfirmed'));
    const always = site.has('revoke-cancel-acts') && act === 'revoke' ? '|| true' : '';
    const acts = site.has('delete-cancel-acts') && act === 'delete' ? '|| true' : always;
    const handler = confirms ? `onsubmit="return confirm('${escape(prompt)}') ${acts}"` : '';
    return `<form method="post" style="display:inline" action="/settings/keys/${record.id}/${act}" ${handler}>
      <button aria-label="${label} ${escape(record.name)}">${label === 'Delete' ? '-' : label}</button></form>`;
  };
  const hidden = site.has('list-json') ? `<!-- ${record.value} -->` : '';
  return `<tr><td>${escape(record.name)}<td>${masked(record, (defect) => site.has(defect))}${hidden}<td>${record.status}<td>
    ${record.status === 'active' ? button('revoke', 'Revoke') : button('regenerate', 'Regenerate')} ${button('delete', 'Delete')}</tr>`;
}

function html({ response }: Call, body: string, status = 200): true {
  return send(
    response,
    status,
    'text/html; charset=utf-8',
    `<!doctype html><title>Portal</title><header><details><summary role="button">My Account</summary>
    <a href="/settings">Account Settings</a></details></header><main>${body}</main>`,
  );
}
