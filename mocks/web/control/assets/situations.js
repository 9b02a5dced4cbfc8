import { button, call, el } from './dom.js';

/** What a developer wants to see an app do, each by one click. */
const READY = [
  ['Every response 500', { status: 500 }],
  ['Next response 503', { status: 503, times: 1 }],
  ['Every response 401', { status: 401 }],
  ['Close every connection', { connection: 'reset' }],
  ['Cut bodies off', { connection: 'cut' }],
  ['3 s late', { delayMs: 3000 }],
  ['Row added after page 1', { rows: 'added' }],
  ['Row removed after page 1', { rows: 'removed' }],
];

const sentence = ({ path, after, times, status, delayMs, connection, rows }) =>
  [
    path ?? 'every path',
    status && `returns ${status}`,
    delayMs && `${delayMs} ms late`,
    connection && `connection: ${connection}`,
    rows && `a row is ${rows} after page 1`,
    after && `after ${after} requests`,
    times && `${times} times`,
  ]
    .filter(Boolean)
    .join(', ');

let drawn = '';

/** The situations: those that are set up, and buttons to set up more, for one path or for all. */
export function drawSituations({ situations }) {
  const place = document.getElementById('situations');
  const key = JSON.stringify(situations);
  if (key === drawn) return;
  drawn = key;
  const path = el('input', { type: 'text', value: place.querySelector('input')?.value ?? '', placeholder: '/clients' });
  const add = (situation) => () =>
    call('POST', '/situations', { ...situation, ...(path.value ? { path: path.value } : {}) }).then(
      (set) => `From now on: ${sentence(set)}.`,
    );
  const set = situations.map((one) =>
    el(
      'li',
      {},
      `${sentence(one)}; happened ${one.happened} times `,
      button('Take back', () => call('DELETE', `/situations/${one.id}`).then(() => 'Taken back.')),
    ),
  );
  place.replaceChildren(
    place.querySelector('h2'),
    el('div', { class: 'bar' }, el('label', {}, 'Only for the path ', path)),
    el('div', { class: 'bar' }, ...READY.map(([label, situation]) => button(label, add(situation)))),
    situations.length === 0
      ? el('p', { class: 'empty' }, 'Nothing is set up: the API responds as it should.')
      : el('ul', {}, ...set),
  );
}
