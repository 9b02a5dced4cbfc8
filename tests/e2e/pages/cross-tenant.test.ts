import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Browser } from '@playwright/test';
import { holdBack } from '../../auth/portal/held-back.ts';
import { CrossTenantSession } from '../../auth/portal/cross-tenant.ts';
import type { Portal } from '../../auth/portal/portal.ts';
import { expect, test } from '../../unit/browser-fixture.ts';

interface Received {
  method: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A portal of one page, which signs what it sends with tokens of its session; it keeps what reaches it. */
async function withPortal(use: (url: string, received: Received[]) => Promise<void>): Promise<void> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const who = new URL(request.url ?? '/', 'http://x').searchParams.get('who') ?? '';
    void text(request).then((body) => {
      if (request.method !== 'GET') received.push({ method: request.method ?? '', headers: request.headers, body });
      response.setHeader('content-type', 'text/html');
      if (who !== '') response.setHeader('set-cookie', `session=session-of-${who}`);
      response.end(who === '' ? '{}' : page(who));
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, received);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const page = (who: string) => `<form action="/revoke" method="post">
  <input type="hidden" name="csrf_token" value="form-token-of-${who}"><input type="hidden" name="id" value="record-of-${who}">
  <button>Revoke</button></form><button id="delete">Delete</button>
<script>
  const headers = { authorization: 'Bearer ${who}', 'x-xsrf-token': 'header-token-of-${who}' };
  fetch('/me', { headers });
  document.getElementById('delete').onclick = () => fetch('/keys/7', { method: 'DELETE', headers });
</script>`;

/** A session at the page of this person. */
async function visit(browser: Browser, url: string, who: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const crossTenant = new CrossTenantSession({ page, context } as unknown as Portal);
  await Promise.all([page.waitForResponse(/\/me$/), page.goto(`${url}/?who=${who}`)]);
  return { page, crossTenant };
}

test('what a click would have sent is held back, and sent by somebody else with their own session and tokens', async ({
  browser,
}) => {
  await withPortal(async (url, received) => {
    const owner = await visit(browser, url, 'owner');
    const crossTenantUser = await visit(browser, url, 'stranger');
    const form = await holdBack(owner.page, () => owner.page.getByText('Revoke').click());
    const script = await holdBack(owner.page, () => owner.page.getByText('Delete').click());
    expect([form, script].map((held) => held.map(({ method }) => method))).toEqual([['POST'], ['DELETE']]);
    expect(received).toEqual([]);
    for (const held of [...form, ...script]) await crossTenantUser.crossTenant.send(held);
    const [posted, deleted] = received;
    // The record stays the owner's: nothing of the stranger's own may ever be changed.
    expect(posted?.body).toBe('csrf_token=form-token-of-stranger&id=record-of-owner');
    expect(posted?.headers.cookie).toBe('session=session-of-stranger');
    expect(deleted?.method).toBe('DELETE');
    expect(deleted?.headers).toMatchObject({
      authorization: 'Bearer stranger',
      'x-xsrf-token': 'header-token-of-stranger',
    });
    expect(JSON.stringify(received)).not.toMatch(/of-owner(?!")|Bearer owner/);
  });
});

test('a click that sends nothing but reads holds nothing back', async ({ browser }) => {
  await withPortal(async (url) => {
    const { page } = await visit(browser, url, 'owner');
    expect(await holdBack(page, async () => void (await page.reload()))).toEqual([]);
  });
});
