import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { acquireBrowser } from '../../../verifier/shared-browser.ts';
import { Traces } from '../../auth/portal/search.ts';

const VALUE = 'k3yQ8vZ1pLx0Rt7WmB5nCd2Hs9Jf4Gu6Ea1Tz3Yo';
const ORIGIN = 'http://localhost:4999';
/** RFC 6455, 1.3. */
const WEBSOCKET = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

let browser: Browser;
test.beforeAll(async () => {
  browser = (await acquireBrowser())!.browser;
});
test.afterAll(() => browser.close());

/** A page of a portal in a session of its own. */
async function open(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route(`${ORIGIN}/`, (route) => route.fulfill({ contentType: 'text/html', body: '<p>API Keys</p>' }));
  await page.goto(ORIGIN);
  return { context, page };
}

type Hide = (page: Page, value: string, context: BrowserContext) => Promise<unknown>;

/** Puts the value into exactly one place of a page, from inside. */
const inPage =
  (act: (value: string) => unknown): Hide =>
  (page, value) =>
    page.evaluate(act, value);

/** Has the portal answer a request of the page with it. */
const responding =
  (response: (value: string) => { body?: string; headers?: Record<string, string> }): Hide =>
  async (page, value) => {
    await page.route('**/data', (route) => route.fulfill(response(value)));
    await page.evaluate(() => fetch('/data').then((response) => response.text()));
  };

const HIDEOUTS: readonly [what: string, places: string[], hide: Hide][] = [
  ['an attribute', ['the document'], inPage((value) => (document.body.dataset.key = value))],
  ['a comment', ['the document'], inPage((value) => document.body.append(document.createComment(value)))],
  [
    'a template that is not shown',
    ['the document'],
    inPage((value) => (document.body.innerHTML = `<template>${value}</template>`)),
  ],
  [
    'the value of a field, which no attribute has',
    ['the value of a field'],
    inPage((value) => {
      const field = document.createElement('input');
      field.type = 'hidden';
      document.body.append(field);
      // A hidden field keeps its value in the attribute; one whose type is changed later does not.
      field.type = 'checkbox';
      Object.defineProperty(field, 'value', { value });
    }),
  ],
  [
    'an attribute in an open shadow root',
    ['the document'],
    inPage((value) => (document.body.attachShadow({ mode: 'open' }).innerHTML = `<p data-key="${value}"></p>`)),
  ],
  [
    'a closed shadow root, out of reach for scripts',
    ['the document'],
    inPage((value) => (document.body.attachShadow({ mode: 'closed' }).innerHTML = `<p data-key="${value}"></p>`)),
  ],
  [
    'an attribute in a frame',
    ['the document'],
    inPage((value) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      frame.contentDocument?.body.setAttribute('data-key', value);
    }),
  ],
  [
    'what a style sheet adds to the page',
    ['the accessibility tree'],
    inPage((value) => {
      const sheet = new CSSStyleSheet();
      document.adoptedStyleSheets = [sheet];
      document.body.textContent = 'Key: ';
      sheet.insertRule(`body::after { content: '${value}' }`);
    }),
  ],
  ['local storage', ['local storage'], inPage((value) => localStorage.setItem('key', value))],
  ['session storage', ['session storage'], inPage((value) => sessionStorage.setItem('key', value))],
  [
    'a cookie',
    ['a cookie'],
    (_, value, context) => context.addCookies([{ name: 'k', value, url: ORIGIN, httpOnly: true }]),
  ],
  [
    'IndexedDB',
    ['IndexedDB'],
    inPage((value) => {
      const opening = indexedDB.open('portal');
      opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('keys'));
      return new Promise<void>((resolve) => {
        opening.addEventListener('success', () => {
          const change = opening.result.transaction('keys', 'readwrite');
          change.objectStore('keys').put(new Map([['k', new TextEncoder().encode(value)]]), 'one');
          change.addEventListener('complete', () => {
            opening.result.close();
            resolve();
          });
        });
      });
    }),
  ],
  [
    'the cache storage',
    ['the cache storage'],
    inPage(async (value) => (await caches.open('portal')).put('/keys', new Response(value))),
  ],
  ['the history state', ['the history state'], inPage((value) => history.replaceState({ value }, ''))],
  [
    'the state of an entry that was left',
    ['the history state'],
    inPage(async (value) => {
      const { navigation } = window as unknown as {
        navigation: { navigate(url: string, how: object): { finished: Promise<void> } };
      };
      await navigation.navigate('#one', { state: { value } }).finished;
      await navigation.navigate('#two', {}).finished;
    }),
  ],
  [
    'the address',
    ['the address', 'an address in the history', 'the document', 'the accessibility tree'],
    inPage((value) => (location.hash = value)),
  ],
  [
    'an address that was left',
    ['an address in the history'],
    inPage((value) => {
      history.pushState(null, '', `#${value}`);
      history.pushState(null, '', '#');
    }),
  ],
  [
    'a property of window, deep down',
    ['the state of a script'],
    inPage((value) => Object.assign(window, { app: { recent: new Map([['k', [{ value }]]]) } })),
  ],
  [
    'the store of a Vue app',
    ['the state of a script'],
    inPage((value) => {
      const app = { config: { globalProperties: { $pinia: { state: { value } } } }, _context: { provides: {} } };
      Object.assign(document.body, { __vue_app__: app });
    }),
  ],
  [
    'the store that a React app is given',
    ['the state of a script'],
    inPage((value) => {
      const store = { getState: () => ({ keys: [{ value }] }) };
      Object.assign(document.body, { __reactContainer$x1: { child: { memoizedProps: { store } } } });
    }),
  ],
  ['the name of the window', ['the name of the window'], inPage((value) => void (window.name = value))],
  ['the body of a response', ['the response to GET /data'], responding((body) => ({ body }))],
  ['a header of a response', ['the response to GET /data'], responding((value) => ({ headers: { 'x-key': value } }))],
  [
    'an answer in base64, among other things',
    ['the response to GET /data'],
    responding((value) => ({ body: Buffer.from(`{"name":"ci","v":"${value}"}`).toString('base64') })),
  ],
  [
    'an answer in hexadecimal digits',
    ['the response to GET /data'],
    responding((value) => ({ body: Buffer.from(value).toString('hex') })),
  ],
  [
    'an answer backwards',
    ['the response to GET /data'],
    responding((value) => ({ body: [...value].reverse().join('') })),
  ],
];

for (const [what, places, hide] of HIDEOUTS) {
  test(`KEY-04 finds a value that hides in ${what}, and nowhere else`, async () => {
    const { context, page } = await open();
    const traces = new Traces(context);
    expect((await traces.look(page)).placesOf(VALUE)).toEqual([]);
    await hide(page, VALUE, context);
    expect((await traces.look(page)).placesOf(VALUE)).toEqual(places);
    await context.close();
  });
}

test('KEY-04 finds a value in what a web socket brings, and does not wait for an answer that never ends', async () => {
  const server = createServer(({ url }, response) => {
    if (url === '/events') response.writeHead(200, { 'x-key': VALUE }).write('data: \n');
    else response.setHeader('content-type', 'text/html').end('<p>API Keys</p>');
  });
  server.on('upgrade', ({ headers }, socket) => {
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${WEBSOCKET}`).digest('base64');
    const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    socket.write([...head, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'));
    socket.write(Buffer.from([0x81, VALUE.length, ...Buffer.from(VALUE)]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const traces = new Traces(context);
  await page.evaluate(async () => {
    await fetch('/events');
    const socket = new WebSocket('/live');
    await new Promise((resolve) => socket.addEventListener('message', resolve));
  });
  const places = (await traces.look(page)).placesOf(VALUE).sort();
  expect(places).toEqual(['a message from /live', 'the response to GET /events']);
  await context.close();
  server.closeAllConnections();
  server.close();
});
