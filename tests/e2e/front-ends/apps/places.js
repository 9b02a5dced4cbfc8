// A portal without a library, which keeps the acts of a record where its page says: nowhere in the row.
import { client, copyNew, has, shown } from './api.js';

const api = client(undefined, () => (me = undefined));
const { place } = document.querySelector('[data-place]').dataset;
const app = document.getElementById('app');
const PAGE = 10;
let at = 1;
let me;

function el(tag, props = {}, ...content) {
  const element = Object.assign(document.createElement(tag), props);
  for (const [name, value] of Object.entries(props))
    if (/^(aria-|role$|class$)/.test(name)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}
const button = (label, onclick, props = {}) => el('button', { type: 'button', onclick, ...props }, label);
const go = (path) => (history.pushState(null, '', path), draw());
addEventListener('popstate', () => draw());

function dialog(label, ...content) {
  const close = () => (removeEventListener('keydown', escape), box.remove());
  const escape = ({ key }) => key === 'Escape' && close();
  const box = el(
    'div',
    { role: 'dialog', 'aria-modal': 'true', 'aria-label': label, class: 'dialog' },
    ...content.map((one) => one(close)),
  );
  addEventListener('keydown', escape);
  app.append(box);
}

/** Shows a value once; the list comes anew behind it. */
function showValue({ value }) {
  const copy = button('Copy', () => copyNew(value));
  dialog(
    'New value',
    () => el('label', {}, 'API key ', el('input', { readOnly: true, value })),
    () => copy,
    (close) => button('Done', () => (close(), draw())),
  );
}

function add() {
  const name = el('input', { id: 'name' });
  const generate = (close) =>
    button('Generate', async () => {
      const made = await api.generate(name.value);
      close();
      showValue(made);
    });
  dialog(
    'Add an API key',
    () => el('label', {}, 'API key name ', name),
    generate,
    (close) => button('Cancel', close),
  );
}

function ask(act, row) {
  if (act === 'regenerate') return api.regenerate(row.id).then(showValue);
  const run = async (close) => {
    await (act === 'revoke' ? api.revoke(row.id) : api.remove(row.id));
    close?.();
    if (act === 'delete' && place === 'page') return go('/settings/keys');
    await draw();
  };
  if (act === 'revoke' && has('unconfirmed')) return run();
  const label = act === 'revoke' ? 'Revoke' : 'Delete';
  dialog(
    `${label} this key?`,
    () => el('p', {}, 'It stops working.'),
    (close) => button('Cancel', () => (has(`${act}-cancel-acts`) ? run(close) : close())),
    (close) => button(label, () => run(close)),
  );
}

/** The acts of a record, as buttons or entries of a menu. */
const acts = (row, props = {}, tag = 'button') =>
  [row.status === 'active' ? ['revoke', 'Revoke'] : ['regenerate', 'Regenerate'], ['delete', 'Delete']].map(
    ([act, label]) =>
      el(tag, { ...(tag === 'button' && { type: 'button' }), onclick: () => ask(act, row), ...props }, label),
  );

function menu(row, event, ...how) {
  event.preventDefault();
  document.querySelector('.menu')?.remove();
  const box = el(
    'ul',
    { class: 'menu', style: `position:fixed;left:${event.clientX}px;top:${event.clientY}px` },
    ...acts(row, ...how),
  );
  if (how[0]?.role) box.setAttribute('role', 'menu');
  const close = () => (box.remove(), removeEventListener('click', close), removeEventListener('keydown', escape));
  const escape = ({ key }) => key === 'Escape' && close();
  // The click that ends a long press is none.
  setTimeout(() => (addEventListener('click', close), addEventListener('keydown', escape)), 600);
  app.append(box);
}

/** A list whose records are ticked, and a bar above it. */
function barList(rows) {
  const ticked = new Set();
  const bar = el('div', { role: 'toolbar', 'aria-label': 'Keys' });
  const chosen = () => rows.filter(({ id }) => ticked.has(id));
  const each = (act) => () => chosen().length === 1 && ask(act, chosen()[0]);
  const drawBar = () => {
    const [row] = chosen();
    const isOne = chosen().length === 1;
    const can = {
      Revoke: isOne && row.status === 'active',
      Regenerate: isOne && row.status !== 'active',
      Delete: isOne,
    };
    const entries = Object.entries(can);
    const count = ticked.size ? `${ticked.size} selected` : '';
    if (place === 'bar')
      bar.replaceChildren(
        count,
        ...entries.map(([label, on]) => button(label, each(label.toLowerCase()), { disabled: !on })),
      );
    if (place === 'bar menu') {
      const list = el(
        'div',
        { role: 'menu', hidden: true },
        ...entries
          .filter(([, on]) => on)
          .map(([label]) =>
            button(label, () => ((list.hidden = true), each(label.toLowerCase())()), { role: 'menuitem' }),
          ),
      );
      bar.replaceChildren(
        count,
        button('Actions', () => (list.hidden = !list.hidden), { disabled: !isOne, 'aria-haspopup': 'menu' }),
        list,
      );
    }
    if (place === 'bar choice') {
      const select = el(
        'select',
        { 'aria-label': 'Action' },
        ...['Choose', 'Revoke selected keys', 'Regenerate selected keys', 'Delete selected keys'].map((label) =>
          el('option', {}, label),
        ),
      );
      bar.replaceChildren(
        select,
        button('Go', () => each(select.value.split(' ')[0].toLowerCase())()),
      );
    }
  };
  drawBar();
  const box = (row) =>
    el('input', {
      type: 'checkbox',
      'aria-label': `Select ${row.name}`,
      onchange: ({ target }) => (ticked[target.checked ? 'add' : 'delete'](row.id), drawBar()),
    });
  return [bar, table(rows, (row) => el('tr', {}, el('td', {}, box(row)), ...cells(row)))];
}

const cells = (row) => [row.name, row.masked, row.status].map((text) => el('td', {}, text));
const table = (rows, line) =>
  el(
    'table',
    {},
    el('thead', {}, el('tr', {}, ...['Name', 'Key', 'Status'].map((head) => el('th', {}, head)))),
    el('tbody', {}, ...rows.flatMap(line)),
  );

/** What is known of a record, with its acts. */
const details = (row, title = 'h2') => [
  el(title, {}, row.name),
  el('dl', {}, el('dt', {}, 'Value'), el('dd', {}, row.masked), el('dt', {}, 'Status'), el('dd', {}, row.status)),
  ...acts(row),
];

const LISTS = {
  bar: barList,
  'bar menu': barList,
  'bar choice': barList,
  page: (rows) => [
    el(
      'ul',
      {},
      ...rows.map((row) =>
        el(
          'li',
          {},
          el(
            'a',
            {
              href: `/settings/keys/${row.id}`,
              onclick: (event) => (event.preventDefault(), go(`/settings/keys/${row.id}`)),
            },
            row.name,
          ),
          ` ${row.masked} ${row.status}`,
        ),
      ),
    ),
  ],
  panel(rows) {
    const aside = el('aside', {}, ...(rows[0] ? details(rows[0]) : []));
    const list = el(
      'div',
      { class: 'master' },
      ...rows.map((row) =>
        button(`${row.name} ${row.masked} ${row.status}`, () => aside.replaceChildren(...details(row))),
      ),
    );
    return [list, aside];
  },
  expanded: (rows) => [
    table(rows, (row) => {
      const more = el('tr', { hidden: true }, el('td', { colSpan: 4 }, ...acts(row)));
      const turn = button(
        '›',
        () => ((more.hidden = !more.hidden), turn.setAttribute('aria-expanded', String(!more.hidden))),
        { 'aria-expanded': 'false' },
      );
      return [el('tr', {}, el('td', {}, turn), ...cells(row)), more];
    }),
  ],
  context: (rows) => [
    table(rows, (row) =>
      el('tr', { oncontextmenu: (event) => menu(row, event, { role: 'menuitem', tabIndex: -1 }, 'li') }, ...cells(row)),
    ),
  ],
  press: (rows) => [
    table(rows, (row) => {
      let timer;
      return el(
        'tr',
        {
          onpointerdown: (event) => (timer = setTimeout(() => menu(row, event, {}, 'li'), 500)),
          onpointerup: () => clearTimeout(timer),
        },
        ...cells(row),
      );
    }),
  ],
};

async function keys(main, id) {
  main.replaceChildren(el('p', { 'aria-busy': 'true' }, 'Loading'));
  const { items, total } = await api.list(id ? 1 : at, id ? 1000 : PAGE);
  const rows = shown(items);
  const row = rows.find((one) => one.id === id);
  if (id) return main.replaceChildren(...(row ? details(row, 'h1') : ['There is no such key.']));
  const turn = (label, by) =>
    button(label, () => ((at += by), draw()), { disabled: at + by < 1 || (at + by - 1) * PAGE >= total });
  main.replaceChildren(button('Add API key', add), ...LISTS[place](rows), turn('Previous', -1), turn('Next', 1));
}

async function draw() {
  me ??= await api.me().catch(() => undefined);
  if (me === undefined) {
    const [name, word] = [el('input'), el('input', { type: 'password' })];
    const enter = (event) => (event.preventDefault(), api.signIn(name.value, word.value).then(draw));
    return app.replaceChildren(
      el(
        'form',
        { onsubmit: enter },
        el('label', {}, 'Username ', name),
        el('label', {}, 'Password ', word),
        el('button', {}, 'Sign in'),
      ),
    );
  }
  const [, settings, tab, id] = location.pathname.split('/');
  const main = el('main');
  const account = el(
    'a',
    { href: '/settings', hidden: true, onclick: (event) => (event.preventDefault(), go('/settings')) },
    'Account Settings',
  );
  app.replaceChildren(
    el(
      'header',
      {},
      button('My Account', () => (account.hidden = !account.hidden)),
      account,
    ),
    main,
  );
  if (!settings) return main.replaceChildren('Welcome');
  if (!tab) return main.replaceChildren(button('API Keys', () => go('/settings/keys')));
  if (!me.admin && !has('any-role')) return main.replaceChildren('Administrators only');
  return keys(main, id);
}

void draw();
