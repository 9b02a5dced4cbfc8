import { button, call, el } from './dom.js';
import { details } from './entry.js';

const filter = { status: '', text: '' };
let drawn = '';

const kind = (status) => (status < 300 ? 'ok' : status === 429 ? 'limit' : status < 500 ? 'refused' : 'broken');

/** The address as it was meant: decoded where that is possible. */
function readable(entry) {
  const address = entry.path + (entry.query ? `?${entry.query}` : '');
  try {
    return decodeURIComponent(address.replaceAll('+', ' '));
  } catch {
    return address;
  }
}

function row(entry, names) {
  const owner = entry.keyName === null ? null : `${entry.keyName}, ${names.get(entry.providerId) ?? 'removed'}`;
  const who = owner ?? (entry.key.name === null ? 'no valid key' : `${entry.key.name} (${entry.key.state})`);
  const said = entry.why ?? entry.reason;
  const assumed = entry.evidence?.level === 'A' ? ` Assumed of the real API: ${entry.evidence.clause}.` : '';
  const show = el('button', { type: 'button', class: 'details', 'aria-expanded': 'false' }, 'Details');
  show.addEventListener('click', () => void toggle(show, entry.id));
  return el(
    'tr',
    { class: kind(entry.status) },
    el('td', { class: 'time' }, entry.time.slice(11, 19), el('small', {}, entry.time.slice(19, 23))),
    el('td', {}, el('span', { class: 'status' }, String(entry.status))),
    el(
      'td',
      { class: 'what' },
      el('code', {}, `${entry.method} ${readable(entry)}`),
      said === null ? null : el('p', { class: 'reason' }, said + assumed),
      ...entry.broken.map(({ rule, expected, actual }) =>
        el('p', { class: 'rule' }, el('strong', {}, rule), ` expected ${expected}; got ${actual}.`),
      ),
    ),
    el('td', { class: 'who' }, who),
    el('td', { class: 'took' }, `${entry.tookMs.toFixed(1)} ms `, show),
  );
}

/** The requests whose details are open. */
const open = new Map();

async function toggle(show, id) {
  if (open.has(id)) {
    open.get(id).remove();
    open.delete(id);
  } else {
    const shown = el('tr', { class: 'entry' }, el('td', { colspan: 5 }, await details(id, page)));
    open.set(id, shown);
    show.closest('tr').after(shown);
  }
  show.setAttribute('aria-expanded', String(open.has(id)));
}

/** What a copied request needs: where the API is, and the header of its key. */
const page = { basePath: '', keyHeader: '' };

function controls(section) {
  const status = el(
    'select',
    { name: 'status' },
    ...[
      ['', 'all'],
      ['2xx', 'served'],
      ['4xx', 'rejected (4xx)'],
      ['401', '401 key'],
      ['429', '429 limit'],
      ['5xx', '5xx'],
    ].map(([value, label]) => el('option', { value }, label)),
  );
  const text = el('input', { type: 'search', name: 'text', placeholder: 'path, parameter, reason', size: 24 });
  const change = () => {
    Object.assign(filter, { status: status.value, text: text.value });
    document.dispatchEvent(new Event('mock:changed'));
  };
  status.addEventListener('change', change);
  text.addEventListener('input', change);
  section.append(
    el(
      'div',
      { class: 'bar' },
      el('label', {}, 'Show ', status),
      el('label', {}, 'Find ', text),
      button('Clear', async () => {
        await call('DELETE', '/journal');
      }),
    ),
    el('div', { class: 'scroll' }),
  );
}

/** Draws the journal: each request, its response, and why it was rejected. */
export async function drawJournal(state) {
  Object.assign(page, { basePath: state.basePath, keyHeader: state.keyHeader });
  const section = document.getElementById('journal');
  if (!section.querySelector('.bar')) controls(section);
  const entries = await call('GET', `/journal?${new URLSearchParams({ ...filter, limit: '200' })}`);
  const names = new Map(state.providers.map(({ id, name }) => [id, name]));
  const key = JSON.stringify([filter, entries.map(({ id }) => id), [...names]]);
  if (key === drawn) return;
  drawn = key;
  open.clear();
  const head = el(
    'tr',
    {},
    ...['Time', 'Status', 'Request', 'Key', 'Took'].map((name) => el('th', { scope: 'col' }, name)),
  );
  const empty = state.journal.total === 0 ? 'No request yet. Point a client at the API.' : 'No request matches.';
  section
    .querySelector('.scroll')
    .replaceChildren(
      entries.length === 0
        ? el('p', { class: 'empty' }, empty)
        : el('table', {}, el('thead', {}, head), el('tbody', {}, ...entries.map((entry) => row(entry, names)))),
    );
}
