import { button, call, el } from './dom.js';

const drawn = new Map();

/** Draws `make()` into `place` when `data` differs from what is drawn there: what one types or points at stays. */
function redraw(place, data, make) {
  const key = JSON.stringify(data);
  if (drawn.get(place) === key) return;
  drawn.set(place, key);
  place.replaceChildren(...make());
}

/** The clock: where it stands, and how to move it. */
export function drawClock({ clock }) {
  const place = document.getElementById('clock');
  redraw(place, clock, () =>
    [
      el('time', { datetime: clock.now }, `${clock.now.slice(0, 10)} ${clock.now.slice(11, 19)} UTC`),
      clock.frozen ? el('strong', {}, 'frozen') : null,
      button('+1 min', () =>
        call('POST', '/clock/advance', { ms: 60_000 }).then(() => 'The clock went on by a minute.'),
      ),
      clock.frozen
        ? button('Resume', () => call('POST', '/clock/resume').then(() => 'The clock runs.'))
        : button('Freeze', () => call('POST', '/clock/freeze').then(() => 'The clock stands still.')),
    ].filter(Boolean),
  );
}

function keyRow(provider, key) {
  const path = `/providers/${encodeURIComponent(provider.id)}/keys/${key.id}`;
  const used = key.lastUsedAt === null ? 'never used' : `last used ${key.lastUsedAt.slice(11, 19)}`;
  return el(
    'li',
    { class: key.status },
    el('span', { class: 'name' }, key.name),
    el('span', { class: 'use' }, el('span', { class: 'mask' }, key.masked ?? 'revoked'), ` ${used}`),
    key.status === 'active'
      ? button('Revoke', () => call('POST', `${path}/revoke`).then(() => `${key.name} is revoked.`), {
          'aria-label': `Revoke ${key.name}`,
        })
      : null,
  );
}

function card(provider) {
  const { left, requests, windowSeconds } = provider.budget;
  const path = `/providers/${encodeURIComponent(provider.id)}`;
  return el(
    'article',
    { 'aria-label': provider.name },
    el('h3', {}, provider.name, ' ', el('small', {}, provider.hasOwnData ? 'own data' : provider.size)),
    el(
      'p',
      { class: 'budget' },
      el('meter', { min: 0, max: requests, low: requests / 5, value: left, 'aria-label': 'Budget left' }),
      ` ${left} of ${requests} left in ${windowSeconds} s `,
      button(
        'Refill',
        () => call('POST', `${path}/budget/refill`).then(() => `${provider.name} has its whole budget.`),
        {
          'aria-label': `Refill the quota of ${provider.name}`,
        },
      ),
      ' ',
      button(
        'Use up',
        () => call('POST', `${path}/budget/spend`).then(() => `The next request of ${provider.name} is a 429.`),
        {
          'aria-label': `Use up the quota of ${provider.name}`,
        },
      ),
    ),
    el('ul', { class: 'keys' }, ...provider.keys.map((key) => keyRow(provider, key))),
    el(
      'div',
      { class: 'acts' },
      button(
        'Revoke the key in use',
        () => call('POST', `${path}/keys/current/revoke`).then(({ name }) => `${name} is revoked.`),
        {
          'aria-label': `Revoke the key in use of ${provider.name}`,
        },
      ),
      provider.size === 'empty'
        ? null
        : button(
            'Empty',
            () => call('PUT', `${path}/size`, { size: 'empty' }).then(() => `${provider.name} has no rows any more.`),
            {
              'aria-label': `Empty the account of ${provider.name}`,
            },
          ),
      button(
        'New key',
        async () => {
          const { value } = await call('POST', `${path}/keys`, { name: `Made ${new Date().toLocaleTimeString()}` });
          return `New key of ${provider.name}, shown this once: ${value}`;
        },
        { 'aria-label': `New key for ${provider.name}` },
      ),
    ),
  );
}

/** The providers, each with its quota and its keys. */
export function drawProviders({ providers }) {
  redraw(document.querySelector('#providers .cards'), providers, () => providers.map(card));
}

function faultRow(fault) {
  const box = el('input', { type: 'checkbox', checked: fault.active });
  box.addEventListener('change', async () => {
    await call(box.checked ? 'PUT' : 'DELETE', `/faults/${encodeURIComponent(fault.id)}`);
    document.dispatchEvent(new Event('mock:changed'));
  });
  const clauses = el('small', {}, fault.clauses.join(' '));
  return el('li', {}, el('label', {}, box, ' ', el('code', {}, fault.id), ' ', fault.sentence, ' ', clauses));
}

/** The classes that the user opened; they stay open when a switch draws the list anew. */
const opened = new Set();

/** One fold for each class: open where something is on, or during a search. */
function faultList(faults, search) {
  const wanted = search.trim().toLowerCase();
  const shown = faults.filter((fault) =>
    `${fault.id} ${fault.class} ${fault.sentence} ${fault.clauses}`.toLowerCase().includes(wanted),
  );
  if (shown.length === 0) return [el('p', { class: 'empty' }, `No fault has “${search}” in its name or sentence.`)];
  return [...new Set(shown.map((fault) => fault.class))].map((name) => {
    const group = shown.filter((fault) => fault.class === name);
    const on = group.filter((fault) => fault.active).length;
    const open = wanted !== '' || on > 0 || opened.has(name);
    const fold = el(
      'details',
      open ? { open: '' } : {},
      el('summary', {}, name, ' ', el('small', {}, `${group.length}${on > 0 ? `, ${on} on` : ''}`)),
      el('ul', { class: 'faults' }, ...group.map(faultRow)),
    );
    fold.querySelector('summary').addEventListener('click', () => (fold.open ? opened.delete(name) : opened.add(name)));
    return fold;
  });
}

/** Latency, faults, and the way back to the start. */
export async function drawBehaviour({ latency, faults: { active, known } }) {
  const place = document.getElementById('behaviour');
  const key = JSON.stringify([latency, active, known]);
  if (drawn.get(place) === key) return;
  drawn.set(place, key);
  const faults = await call('GET', '/faults');
  const search = place.querySelector('[type=search]')?.value ?? '';
  const list = el('div', { class: 'classes' }, ...faultList(faults, search));
  const find = el('input', { type: 'search', value: search, placeholder: 'paging, LIM-02, …' });
  find.addEventListener('input', () => list.replaceChildren(...faultList(faults, find.value)));
  const ms = el('input', { type: 'number', min: 0, max: 60_000, value: latency.ms });
  const jitterMs = el('input', { type: 'number', min: 0, max: 60_000, value: latency.jitterMs });
  const setLatency = () =>
    call('PUT', '/latency', { ms: Number(ms.value), jitterMs: Number(jitterMs.value) }).then(() => 'Latency is set.');
  place.replaceChildren(
    place.querySelector('h2'),
    el(
      'div',
      { class: 'bar' },
      el('label', {}, 'Latency ', ms, ' ms'),
      el('label', {}, '± ', jitterMs, ' ms'),
      button('Set', setLatency),
      button('Reset everything', () => call('POST', '/reset').then(() => 'Everything is as it was at the start.'), {
        class: 'danger',
      }),
    ),
    el('h3', {}, `Faults (${active.length} of ${known} on)`),
    known === 0
      ? el('p', { class: 'empty' }, 'This mock has no faults to switch on.')
      : el('div', { class: 'bar' }, el('label', {}, 'Find a fault ', find)),
    list,
  );
}
