import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventEmitter } from 'node:events';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { acquireBrowser } from '../../../verifier/shared-browser.ts';
import { newSession } from '../../auth/portal/browser-of.ts';
import { Hosts } from '../../auth/portal/hosts.ts';
import { NotSettled } from '../../auth/portal/not-settled.ts';
import { Pace } from '../../auth/portal/pace.ts';
import { Traffic } from '../../auth/portal/traffic.ts';
import { PageWatch } from '../../auth/portal/watch.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = (await acquireBrowser())!.browser;
});
test.afterAll(() => browser.close());

/** Waits until a page with this body rests. @returns milliseconds that it took */
async function restsAfter(body: string): Promise<number> {
  const page = await browser.newPage();
  const watch = new PageWatch(page, new Pace());
  await page.setContent(body);
  const began = performance.now();
  expect(await watch.settle()).toBe(false);
  await page.close();
  return performance.now() - began;
}

const FOR_EVER: Readonly<Record<string, string>> = {
  'a spinner of style sheets': `<style>@keyframes turn { to { rotate: 1turn } } p { animation: turn 0.8s linear infinite }</style><p>API Keys</p>`,
  'an animation that a script begins again': `<p id="p">API Keys</p><script>
    const again = () => (p.animate([{ opacity: 1 }, { opacity: 0.3 }], 400).onfinish = again); again();</script>`,
  'a light that a timer turns on and off': `<style>p { transition: opacity 0.3s }</style><p id="p">API Keys</p><script>
    setInterval(() => (p.style.opacity = p.style.opacity === '1' ? '0.3' : '1'), 500)</script>`,
};

for (const [what, body] of Object.entries(FOR_EVER)) {
  test(`a page with ${what} rests all the same`, async () => {
    expect(await restsAfter(body)).toBeLessThan(6_000);
  });
}

test('a page in which something fades away rests when that has ended', async () => {
  const fades = `<p id="p">the value</p><script>p.animate([{ opacity: 1 }, { opacity: 0 }], 900).onfinish = () => p.remove()</script>`;
  expect(await restsAfter(fades)).toBeGreaterThan(900);
});

test('a page that was loaded twice rests when its list has come, although the first load had read it, too', async () => {
  const page = await browser.newPage();
  const watch = new PageWatch(page, new Pace());
  await page.route('http://portal.test/**', async (route) => {
    const isList = route.request().url().endsWith('/list');
    if (isList) await page.waitForTimeout(1_000);
    const script = `fetch('/list').then((r) => r.text()).then((text) => (p.textContent = text))`;
    const body = isList ? 'the key' : `<p id="p"></p><script>${script}</script>`;
    await route.fulfill({ contentType: 'text/html', body }).catch(() => undefined);
  });
  watch.begin();
  await page.goto('http://portal.test/#keys');
  await page.reload();
  expect(await watch.settle(() => page.getByText('the key').isVisible())).toBe(true);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.close();
});

test('a portal that gives no response twice in a row is given up, and a response in between counts', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(1_000);
  const pace = new Pace();
  const watch = new PageWatch(page, pace);
  await page.route('http://portal.test/**', async (route) => {
    if (route.request().url().endsWith('/alive'))
      await route.fulfill({ contentType: 'text/html', body: '<p>Keys</p>' });
  });
  const open = (path: string) => watch.open(`http://portal.test${path}`).catch((error: unknown) => error);
  expect(await open('/hangs')).toBeInstanceOf(NotSettled);
  expect(await open('/alive')).toBeUndefined();
  expect(await open('/hangs')).toBeInstanceOf(NotSettled);
  expect(pace.isSilent).toBe(false);
  // The browser aborts this one together with the one before.
  expect(await open('/hangs')).toBeInstanceOf(NotSettled);
  expect(pace.isSilent).toBe(true);
  expect(String(await open('/alive'))).toContain('the portal stopped responding');
  // Cleanup tries once more.
  expect(() => pace.calm().heed()).not.toThrow();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.close();
});

test('a control that is covered does not count as silence of the portal', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(1_000);
  const pace = new Pace();
  const watch = new PageWatch(page, pace);
  await page.setContent('<button>Add</button><div style="position:fixed;inset:0;background:white">a cover</div>');
  for (let time = 0; time < 3; time += 1) {
    const error: unknown = await watch
      .load(() => page.getByRole('button', { name: 'Add' }).click())
      .catch((thrown: unknown) => thrown);
    expect(error).not.toBeInstanceOf(NotSettled);
  }
  expect(pace.isSilent).toBe(false);
  await page.close();
});

test('a response whose body the page leaves unread ends no later than one that it reads', async () => {
  const page = await browser.newPage();
  const watch = new PageWatch(page, new Pace());
  const server = createServer((request, response) => {
    if (request.url === '/') response.setHeader('content-type', 'text/html');
    response.end(
      request.url === '/'
        ? "<p>API Keys</p><button onclick=\"fetch('/act', { method: 'POST' })\">Revoke</button>"
        : 'done',
    );
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect(await watch.settle()).toBe(false);
  watch.begin();
  await page.getByRole('button').click();
  const began = performance.now();
  await watch.settle();
  expect(performance.now() - began).toBeLessThan(6_000);
  expect(watch.writes).toEqual([{ method: 'POST', path: '/act', status: 200 }]);
  await page.close();
  server.closeAllConnections();
  server.close();
});

test('a host that never responds is waited for once, and explains nothing', async () => {
  const page = await browser.newPage();
  const watch = new PageWatch(page, new Pace());
  await page.route('http://*.test/**', (route) =>
    route.request().url().startsWith('http://portal.test/')
      ? route.fulfill({
          contentType: 'text/html',
          body: `<p>API Keys</p><script>fetch('http://icons.test/a.json').catch(() => 0)</script>`,
        })
      : route.abort('blockedbyclient'),
  );
  for (let load = 0; load < 2; load += 1) {
    await watch.open('http://portal.test/');
    expect(await watch.settle()).toBe(false);
    expect(watch.failures).toEqual([]);
  }
  await page.close();
});

test('a request that is held back counts as silence once, and not at all where later ones got a response', () => {
  const page = new EventEmitter();
  const traffic = new Traffic(page as unknown as Page, new Hosts(), () => undefined);
  const request = (path: string) => ({
    url: () => `http://portal.test${path}`,
    method: () => 'GET',
    resourceType: () => 'fetch',
    isNavigationRequest: () => false,
    failure: () => null,
  });
  const response = (of: object) => ({ request: () => of, status: () => 200, headers: () => ({}) });
  const [list, poll, again] = [request('/list'), request('/poll'), request('/poll-2')];
  const now = Date.now;
  let at = now();
  Date.now = () => at;
  try {
    page.emit('request', poll);
    at += 1;
    page.emit('request', list);
    page.emit('response', response(list));
    page.emit('requestfinished', list);
    at += 30_000;
    expect([traffic.unanswered, traffic.tellsSilence()]).toEqual([undefined, false]);
    page.emit('requestfinished', poll);
    page.emit('request', again);
    at += 30_000;
    expect(traffic.unanswered).toBe('GET /poll-2 got no response');
    expect([traffic.tellsSilence(), traffic.tellsSilence()]).toEqual([true, false]);
  } finally {
    Date.now = now;
  }
});

/** Waits until a page rests of a portal whose pages took three seconds at first. @returns milliseconds that it took, and its text */
async function restsOnSlowPortal(body: string, beforehand?: (page: Page) => Promise<void>) {
  const session = await newSession(browser);
  const page = await session.newPage();
  await beforehand?.(page);
  const pace = new Pace();
  pace.note(3_000);
  const watch = new PageWatch(page, pace);
  await page.route('http://portal.test/', (route) => route.fulfill({ contentType: 'text/html', body }));
  await watch.open('http://portal.test/');
  const began = performance.now();
  expect(await watch.settle()).toBe(false);
  const [took, text] = [performance.now() - began, (await page.locator('body').innerText()).trim()];
  await session.close();
  return { took, text };
}

test('a page that waits for nothing rests at once, however slow its portal was', async () => {
  const { took } =
    await restsOnSlowPortal(`<p>API Keys</p><script>setTimeout(() => {}, 5); clearTimeout(setTimeout(() => {}, 60_000));
    cancelAnimationFrame(requestAnimationFrame(() => {}))</script>`);
  expect(took).toBeLessThan(2_000);
});

/** What may still change a page, with the text that it then has: none comes before the page looks as if it rested. */
const WAITS: Readonly<Record<string, string>> = {
  'a timer': `setTimeout(() => (p.textContent = 'came'), 1200)`,
  'a timer that another timer sets': `setTimeout(() => setTimeout(() => (p.textContent = 'came'), 700), 600)`,
  'a timer that is a text': `setTimeout("p.textContent = 'came'", 1200)`,
  'an interval': `let n = 0; setInterval(() => ++n === 3 && (p.textContent = 'came'), 400)`,
  'a frame of many': `const again = (at) => (at > 1200 ? (p.textContent = 'came') : requestAnimationFrame(again)); requestAnimationFrame(again)`,
  'a worker': `new Worker(URL.createObjectURL(new Blob(['setTimeout(() => postMessage(1), 1200)']))).onmessage = () => (p.textContent = 'came')`,
  'a frame of the page': `onmessage = () => (p.textContent = 'came'); document.body.append(Object.assign(document.createElement('iframe'),
    { srcdoc: '<script>setTimeout(() => parent.postMessage(1), 1200)<' + '/script>' }))`,
  'another tab': `new BroadcastChannel('keys').onmessage = () => (p.textContent = 'came'); `,
  'a request that was sent before': `fetch('http://portal.test/list'); setTimeout(() => fetch('http://portal.test/list').then((r) => r.text()).then((text) => (p.textContent = text)), 200)`,
};

for (const [what, script] of Object.entries(WAITS)) {
  test(`a page that waits for ${what} is at rest only once it came, or was quiet for as long as a load took`, async () => {
    const { text } = await restsOnSlowPortal(`<p id="p">nothing</p><script>${script}</script>`, async (page) => {
      await page.context().route('http://portal.test/list', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1_200));
        await route.fulfill({ body: 'came' }).catch(() => undefined);
      });
      if (what !== 'another tab') return;
      const other = await page.context().newPage();
      await other.route('http://portal.test/', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<script>const keys = new BroadcastChannel('keys'); setInterval(() => keys.postMessage(1), 1000)</script>`,
        }),
      );
      await other.goto('http://portal.test/');
    });
    expect(text).toBe('came');
  });
}

test('what a page is given for its timers, frames and sockets behaves as the browser’s own', async () => {
  const session = await newSession(browser);
  const page = await session.newPage();
  await page.setContent('<p>API Keys</p>');
  const told = await page.evaluate(async () => {
    const given = await new Promise((resolve) => setTimeout((...all: unknown[]) => resolve(all), 1, 'a', 2));
    class Own extends WebSocket {}
    return {
      given,
      native: [setTimeout, requestAnimationFrame, WebSocket].every((one) => String(one).includes('[native code]')),
      names: [setTimeout.name, setTimeout.length, WebSocket.OPEN],
      is: new Own('ws://127.0.0.1:9') instanceof WebSocket,
      isNumber: typeof requestAnimationFrame(() => undefined),
      seen: Object.keys(window).filter((name) => /mitp/i.test(name)),
    };
  });
  expect(told).toEqual({
    ...{ given: ['a', 2], native: true, names: ['setTimeout', 1, 1], is: true, isNumber: 'number', seen: [] },
  });
  await session.close();
});
