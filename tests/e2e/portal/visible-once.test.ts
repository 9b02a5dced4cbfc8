import type { Page, Response } from '@playwright/test';

import { expect, test } from '../../unit/browser-fixture.ts';
import { generateKey, record, signedInAtApiKeys, toApiKeys, valueField } from './steps.ts';

/** Everything of a page that could hold a value: markup, fields, storage, history. */
const everythingIn = (page: Page) =>
  page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input')].map(({ value, defaultValue }) => [value, defaultValue]),
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      history.state as unknown,
      location.href,
    ]),
  );

test('KEY-04 the value is in one response alone, which no cache may store', async ({ page }) => {
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  await signedInAtApiKeys(page);
  const value = await generateKey(page, 'ci');
  await page.getByRole('link', { name: 'Back to API Keys' }).click();
  await toApiKeys(page);
  await page.reload();
  const holding: Response[] = [];
  for (const response of responses) {
    const headers = JSON.stringify(await response.allHeaders());
    const body = [301, 303].includes(response.status()) ? '' : await response.text().catch(() => '');
    if ((headers + response.url() + body).includes(value)) holding.push(response);
  }
  // The browser forgets the body of the page that was left; its answer is known by the method.
  const posts = responses.filter(
    (response) => response.url().endsWith('/new') && response.request().method() === 'POST',
  );
  expect(holding.every((response) => posts.includes(response))).toBe(true);
  expect(posts).toHaveLength(1);
  expect(posts[0]!.headers()['cache-control']).toBe('no-store');
});

/** How a person comes back from the page that showed a value; the page in which they then are. */
const WAYS: Readonly<Record<string, (page: Page) => Promise<Page>>> = {
  'a link': async (page) => (await page.getByRole('link', { name: 'Back to API Keys' }).click(), page),
  reload: async (page) => (await page.reload(), page),
  'leaving and Back': async (page) => (await page.goto('/portal'), await page.goBack(), page),
  'Back and Forward': async (page) => (await page.goBack(), await page.goForward(), page),
  'a new tab': async (page) => {
    const tab = await page.context().newPage();
    await toApiKeys(tab);
    return tab;
  },
};

test('KEY-04 KEY-05 by whichever way back, the value is masked, cannot be copied, and is nowhere in the page', async ({
  page,
}) => {
  await signedInAtApiKeys(page);
  for (const [way, leave] of Object.entries(WAYS)) {
    const value = await generateKey(page, way);
    // The page's script puts the list in the history in place of the form that was sent.
    await expect(page).not.toHaveURL(/\/new$/);
    const back = await leave(page);
    await expect(record(back, way), way).toContainText(`••••••••••••${value.slice(-4)}`);
    await expect(back.getByRole('button', { name: 'Copy' }), way).toHaveCount(0);
    const all = await everythingIn(back);
    expect(all, way).not.toContain(value);
    expect(all, `${way}: no more than four characters of it`).not.toContain(value.slice(-5));
  }
});

test('KEY-04 a second session sees the mask alone', async ({ page, browser, mock }) => {
  await signedInAtApiKeys(page);
  const value = await generateKey(page, 'ci');
  const other = await browser.newPage({ baseURL: mock.url });
  await signedInAtApiKeys(other);
  await expect(record(other, 'ci')).toContainText('••••');
  expect(await everythingIn(other)).not.toContain(value);
  await other.close();
});

test('KEY-04 a page kept in memory holds no value any more when it is left', async ({ page }) => {
  await signedInAtApiKeys(page);
  const value = await generateKey(page, 'ci');
  // The value is there before the page's script is, which empties the field.
  await page.waitForLoadState('load');
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect(valueField(page)).toHaveValue('');
  expect(await everythingIn(page)).not.toContain(value);
});

test('KEY-04 sending the form of a shown key again shows nothing and makes no other key', async ({ page, mock }) => {
  await signedInAtApiKeys(page);
  const [request] = await Promise.all([
    page.waitForRequest((sent) => sent.method() === 'POST'),
    generateKey(page, 'ci'),
  ]);
  const again = await page.request.post(request.url(), {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    data: (request.postData() ?? '').replace('name=ci', 'name=ci+again'),
  });
  const text = await again.text();
  expect(again.url()).toBe(`${mock.portalUrl}/account/api-keys`);
  expect(text).toContain('cannot be shown again');
  expect(mock.state.keys.list('northwind').map(({ name }) => name)).not.toContain('ci again');
});
