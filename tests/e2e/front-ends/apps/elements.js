import { client, copyNew, copyRow, has, shown } from './api.js';

const api = client(undefined, () => draw(null));
const PAGE = 6;
const SVG = '<svg width="14" height="14" viewBox="0 0 14 14"><path d="M2 2h10v10H2z"/></svg>';
const app = document.getElementById('app');

/** An element with this tag, attributes or properties, and content. */
function el(tag, props = {}, ...content) {
  const element = Object.assign(document.createElement(tag), props);
  for (const [name, value] of Object.entries(props))
    if (/^(aria-|role$|slot$|class$)/.test(name)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

/** A dialog in a shadow root: its question and its buttons are beside that, in its slots. */
class XDialog extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: 'open' }).innerHTML =
      `<style>.panel { position: fixed; inset: 10% 25%; background: white; border: 1px solid }</style>
      <div class="panel" role="dialog" aria-modal="true" aria-label="${this.label}"><button part="close">${SVG}</button><slot></slot>
      <footer><slot name="footer"></slot></footer></div>`;
    this.shadowRoot.querySelector('button').onclick = () => this.close();
    this.addEventListener('keydown', ({ key }) => key === 'Escape' && this.close());
    addEventListener('keydown', (this.escape = ({ key }) => key === 'Escape' && this.close()));
  }
  close() {
    removeEventListener('keydown', this.escape);
    this.remove();
    this.closed?.();
  }
}

/** A copy icon without a name: only its element says what it is. */
class XCopyButton extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: 'open' }).innerHTML = `<button>${SVG}</button>`;
    this.shadowRoot.querySelector('button').onclick = () => this.copy();
  }
}

/** Three dots that open a menu; what cannot be done now is there, but disabled. */
class XMenu extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: 'open' }).innerHTML =
      `<button aria-haspopup="menu"><i class="icon-more-vert"></i>⋮</button><div role="menu" hidden><slot></slot></div>`;
    const [button, menu] = this.shadowRoot.querySelectorAll('button, div');
    button.onclick = () => (menu.hidden = !menu.hidden);
    this.onclick = (event) => event.target !== this && (menu.hidden = true);
    addEventListener('keydown', ({ key }) => key === 'Escape' && (menu.hidden = true));
  }
}
for (const [tag, kind] of [
  ['x-dialog', XDialog],
  ['x-copy-button', XCopyButton],
  ['x-menu', XMenu],
])
  customElements.define(tag, kind);

function dialog(label, content, buttons, closed) {
  const element = el('x-dialog', { label, closed }, ...content, ...buttons.map((one) => ((one.slot = 'footer'), one)));
  document.body.append(element);
  return element;
}
const button = (text, onclick, props = {}) => el('button', { textContent: text, onclick, ...props });

/** The new value, in an element without a name; another code is beside it. */
function show(value) {
  const copy = el('x-copy-button', { copy: () => copyNew(value) });
  const lines = [
    el('p', {}, el('b', {}, 'Key ID'), ' ', el('code', {}, 'kid-2026-000000000001')),
    el('p', {}, el('b', {}, 'API key'), ' ', el('code', {}, value), copy),
  ];
  const open = dialog('Your key', lines, [button('Done', () => open.close())], () => void load());
}

/** A form in two steps. */
function add() {
  const name = el('input', { required: true });
  const first = el('label', {}, 'API key name ', name);
  const next = button('Next', () => {
    first.hidden = true;
    next.replaceWith(button('Generate', generate, { slot: 'footer' }));
  });
  const generate = async () => {
    const { value } = await api.generate(name.value);
    open.closed = undefined;
    open.close();
    show(value);
  };
  const open = dialog(
    'New key',
    [first, el('p', {}, 'It may read everything.')],
    [button('Cancel', () => open.close()), next],
  );
}

function ask(what, row) {
  const word = what === 'revoke' ? 'Revoke' : 'Delete';
  if (what === 'revoke' && has('unconfirmed')) return act(what, row);
  const cancel = button('Cancel', () => (open.close(), has(`${what}-cancel-acts`) && act(what, row)));
  const yes = button(`Yes, ${word.toLowerCase()} it`, () => (open.close(), act(what, row)));
  const open = dialog('Sure?', [el('p', {}, `${row.name} will stop working at once.`)], [cancel, yes]);
}

async function act(what, row) {
  await (what === 'revoke' ? api.revoke(row.id) : api.remove(row.id));
  // The record is in the message, too, which is no record.
  const message = el(
    'li',
    {},
    `${row.name}: done `,
    button('', () => message.remove()),
  );
  document.getElementById('messages').append(message);
  setTimeout(() => message.remove(), 3_000);
  return load();
}

let [rows, view, page] = [undefined, 'active', 1];
async function load() {
  rows = undefined;
  keys();
  // An icon that is not there; what came is left unread.
  void fetch('/icons/missing.svg');
  rows = shown((await api.list(1, 500)).items).reverse();
  keys();
}

/** A grid that draws its last column as rows of their own. */
function keys() {
  const panel = document.getElementById('panel');
  if (panel === null) return;
  const tab = (state) =>
    button(`${state} keys`, () => ((view = state), (page = 1), keys()), {
      role: 'tab',
      'aria-selected': String(view === state),
    });
  const those = (rows ?? []).filter(({ status }) => status === view);
  const last = Math.max(1, Math.ceil(those.length / PAGE));
  page = Math.min(page, last);
  const now = those.slice((page - 1) * PAGE, page * PAGE);
  const row = (i, ...cells) => el('div', { role: 'row', 'aria-rowindex': String(i + 2) }, ...cells);
  const names = now.map((one, i) =>
    row(
      i,
      el('span', { role: 'gridcell' }, one.name),
      ' ',
      el('span', { role: 'gridcell' }, one.masked),
      ' ',
      copyIcon(one),
    ),
  );
  const entry = (text, disabled, onclick) =>
    el('div', { role: 'menuitem', 'aria-disabled': String(disabled), onclick: () => disabled || onclick() }, text);
  const menus = now.map((one, i) =>
    row(
      i,
      el(
        'x-menu',
        {},
        entry('Revoke', one.status !== 'active', () => ask('revoke', one)),
        entry('Regenerate', one.status === 'active', async () => show((await api.regenerate(one.id)).value)),
        entry('Delete', false, () => ask('delete', one)),
      ),
    ),
  );
  const grid = el('div', { role: 'grid' }, el('div', {}, ...names), el('div', {}, ...menus));
  panel.replaceChildren(
    button('Add API key', add),
    el('div', { role: 'tablist' }, tab('active'), tab('revoked')),
    rows === undefined ? el('p', { role: 'progressbar' }, 'Loading') : grid,
    button('', () => ((page -= 1), keys()), { 'aria-label': 'Previous page', disabled: page === 1 }),
    button('', () => ((page += 1), keys()), { 'aria-label': 'Next page', disabled: page === last }),
  );
}

const copyIcon = (row) => el('x-copy-button', { copy: () => copyRow(row) });

function settings(me) {
  const panel = el('section', { id: 'panel' });
  const allowed = me.admin || has('any-role');
  const tab = button('API Keys', load, { role: 'tab', disabled: !allowed, 'aria-disabled': String(!allowed) });
  return [
    el(
      'div',
      { role: 'tablist' },
      button('Profile', () => panel.replaceChildren('You'), { role: 'tab' }),
      tab,
    ),
    panel,
  ];
}

/** The whole page: the sign-in for nobody. */
function draw(me) {
  if (me === null) return app.replaceChildren(signIn());
  // Its entries are clipped while it is closed, and count as visible.
  const menu = el('nav', { style: 'height: 0; overflow: hidden' });
  const main = el('main', {}, el('h1', {}, 'Home'));
  menu.append(button('Account Settings', () => ((menu.style.height = '0'), main.replaceChildren(...settings(me)))));
  const account = button('', () => (menu.style.height = 'auto'), { 'aria-label': `My Account (${me.username})` });
  app.replaceChildren(el('header', {}, account, menu), main, el('ul', { id: 'messages', 'aria-live': 'polite' }));
  account.innerHTML = SVG;
}

function signIn() {
  const user = el('input', { placeholder: 'E-mail', type: 'email' });
  const password = el('input', { placeholder: 'Password', type: 'password' });
  return el(
    'form',
    {
      onsubmit: async (event) => {
        event.preventDefault();
        await api.signIn(user.value, password.value);
        draw(await api.me());
      },
    },
    ...[user, password, button('Sign in')],
  );
}

api.me().then(draw, () => draw(null));
