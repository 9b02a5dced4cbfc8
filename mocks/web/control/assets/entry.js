import { call, el, notice } from './dom.js';

/** One request as a command for a shell: the key comes from the environment. */
function curl(entry, { basePath, keyHeader }) {
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const address = location.origin + basePath + entry.path + (entry.query ? `?${entry.query}` : '');
  const headers = Object.entries(entry.headers)
    .filter(([name]) => !/^(host|connection|content-length|user-agent|accept-encoding)$/i.test(name))
    .map(([name, value]) =>
      name.toLowerCase() === keyHeader.toLowerCase()
        ? `-H "${name}: $MITP_API_KEY"`
        : `-H ${quoted(`${name}: ${value}`)}`,
    );
  const method = entry.method === 'GET' ? [] : ['-X', entry.method];
  return ['curl', ...method, ...headers, quoted(address)].join(' ');
}

function headerList(title, headers) {
  const rows = Object.entries(headers).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]);
  return el('section', {}, el('h4', {}, title), el('dl', { class: 'headers' }, ...rows));
}

/** JSON for people; what is no JSON as it is. */
function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** All that is known of a request: its headers, the response, and how to send it again. */
export async function details(id, page) {
  const entry = await call('GET', `/journal/${id}`);
  const copy = el('button', { type: 'button' }, 'Copy as curl');
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(curl(entry, page));
    notice('The command is in the clipboard. It takes the key from $MITP_API_KEY.');
  });
  const quota = entry.quotaLeft === null ? null : el('p', {}, `${entry.quotaLeft} requests left afterwards.`);
  const wait = entry.retryAfter === null ? null : el('p', {}, `Served again in ${entry.retryAfter} s.`);
  return el(
    'div',
    { class: 'entry' },
    quota,
    wait,
    copy,
    headerList('Request', entry.headers),
    headerList('Response', entry.response.headers),
    el(
      'pre',
      { class: 'body', tabindex: '0' },
      entry.body === null ? `${entry.response.bytes} bytes, not kept` : pretty(entry.body),
    ),
  );
}
