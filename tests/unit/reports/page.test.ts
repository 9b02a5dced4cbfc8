import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { historyEntry } from '../../../reports/changes/history.ts';
import { page as render } from '../../../reports/html/page.ts';
import { totals } from '../../../reports/totals.ts';
import type { RunRecord } from '../../../reports/run.ts';
import { clauses } from '../../../spec/clauses.ts';
import { expect, test } from '../browser-fixture.ts';
import { fixtureHistory, fixtureReport } from './fixtures/run.ts';

const { run, history } = fixtureReport();

// The page is a file: it needs no mock.
test.use({ baseURL: '' });

/** Opens the report of a run from disk, as a reader does. @returns everything that the page asked for or complained of */
async function open(page: Page, of: RunRecord = run, hash = ''): Promise<string[]> {
  const file = test.info().outputPath('report.html');
  writeFileSync(file, render(of, history));
  const heard: string[] = [];
  page.on('request', (request) => heard.push(request.url()));
  page.on('console', (message) => heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('dialog', (dialog) => void dialog.dismiss().finally(() => heard.push(dialog.message())));
  const url = `${pathToFileURL(file).href}${hash}`;
  await page.goto(url);
  return heard.filter((one) => one !== url);
}

test('The page says what broke, since when and how to see it, first of all', async ({ page }) => {
  expect(await open(page)).toEqual([]);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Broken');
  await expect(page.getByRole('banner')).toContainText('3 clauses of the contract fail');
  const since = page.getByRole('list', { name: 'Since the run before' });
  await expect(since.getByRole('listitem')).toContainText(['1 newly broken', '1 fixed', '1 still broken']);
  const [newest, older] = [page.locator('.cause').nth(0), page.locator('.cause').nth(1)];
  await expect(newest).toContainText('rows are lost, repeated or shifted');
  await expect(newest.locator('.got').first()).toContainText('id 4711 on pages 3 and 4');
  await expect(older.locator('.move')).toContainText('since 12 Nov 2026, 02:04 UTC');
  await expect(page.locator('.change.flaky')).toContainText('KEY-06');
  await expect(page.locator('#KEY-06 blockquote')).toContainText('Revoking an API key immediately disables it');
  await expect(page.locator('#PAG-02 .command pre').first()).toContainText(
    'curl -sS -i -H "mitp-api-key: $MITP_API_KEY"',
  );
});

test('An inconclusive run says why once, as it was said', async ({ page }) => {
  const why = 'https://staging.example/clients rejected the key in MITP_API_KEY with 401: set an active key.';
  const clauses = run.clauses.map((clause) => ({ ...clause, verdict: 'not-run' as const, reason: why, findings: [] }));
  await open(page, { ...run, clauses, totals: totals(clauses), errors: [why, 'something else'] });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inconclusive');
  await expect(page.getByRole('banner').getByText(why)).toHaveCount(1);
  await expect(page.locator('.trouble')).toHaveText(/What else went wrong with the run itself\s*something else/);
});

test('Of each field the page tells how often it was null and how its values were written', async ({ page }) => {
  await open(page);
  const seen = page.getByRole('region', { name: 'Fields seen' });
  await seen.getByText('1 field').click();
  await expect(seen.first().getByRole('row').nth(1)).toHaveText(/deactivatedDate.*260.*–.*85 %.*date, no zone \(39\)/s);
});

test('A link to a clause opens it', async ({ page }) => {
  await open(page, run, '#AUTH-07');
  await expect(page.locator('#AUTH-07')).toHaveAttribute('open', '');
  await expect(page.locator('#AUTH-07 .got').first()).toBeInViewport();
});

test('Clauses are searched and filtered by keyboard alone', async ({ page }) => {
  await open(page);
  await page.keyboard.press('/');
  await page.keyboard.type('exact 1500');
  await expect(page.locator('table.clauses tbody tr:visible')).toHaveCount(1);
  await expect(page.getByRole('status')).toHaveText(`1 of ${clauses().length} clauses`);
  await page.getByRole('searchbox').fill('');
  for (const grade of ['pass', 'warn', 'not run']) await page.getByRole('checkbox', { name: grade }).press('Space');
  await expect(page.locator('table.clauses tbody tr:visible')).toHaveCount(run.totals.fail);
});

test('A command is copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await page.locator('#PAG-02').getByRole('button', { name: 'Copy' }).first().click();
  await expect(page.locator('#PAG-02').getByRole('button').first()).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    run.clauses.find(({ id }) => id === 'PAG-02')?.findings[0]?.reproduce,
  );
});

test('Nothing but a table, a chart or the contents scrolls sideways, however narrow the window', async ({ page }) => {
  await open(page);
  await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
  for (const width of [320, 800, 1600]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('On a telephone what broke is within the first screen', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 667 });
  await open(page);
  await expect(page.locator('.answers a').first()).toBeInViewport({ ratio: 1 });
});

test('On paper the warnings are open and the controls are gone', async ({ page }) => {
  await open(page);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(page.locator('#CON-05 .got')).toBeVisible();
  await expect(page.getByRole('searchbox')).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(page.locator('#CON-05 .got')).toBeHidden();
});

test('Without scripts the page says the same', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await open(page);
  await expect(page.locator('#PAG-02 .got').first()).toBeVisible();
  await expect(page.getByRole('searchbox')).toBeHidden();
  await page.close();
});

test('Nothing that a server sent becomes markup or runs', async ({ page }) => {
  const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a></style></title>\u0000`;
  const finding = { operation: attack, want: attack, got: attack, pointer: attack, reproduce: attack, exchange: 41 };
  const exchange = { ...{ method: 'GET', url: attack, requestHeaders: { a: attack }, headers: { [attack]: attack } } };
  const hostile: RunRecord = {
    ...run,
    ...{ id: attack, depth: attack as RunRecord['depth'], errors: [attack], agreementProblems: [attack] },
    target: { ...run.target, baseUrl: attack },
    clauses: run.clauses.map((clause) =>
      clause.id === 'PAG-02' ? { ...clause, findings: [finding], notes: [attack] } : { ...clause, reason: attack },
    ),
    exchanges: { 41: { ...exchange, status: 200, body: attack, cut: false, took: 1 } },
    drift: [{ kind: attack, operation: attack, pointer: attack, example: attack, count: 1, patch: { value: attack } }],
    limiter: {
      algorithm: attack,
      timeline: [
        { t: 0, status: 200, key: attack },
        { t: 99, status: 429, key: attack },
      ],
    },
    rejection: [{ act: attack, ms: 1 }],
    coverage: [{ operation: attack, clause: attack, checked: 1 }],
  };
  expect(await open(page, hostile)).toEqual([]);
  await expect(page.locator('img, script:not(body > script), a[href^=javascript]')).toHaveCount(0);
  await expect(page.locator('#PAG-02 .got')).toContainText('<script>alert(1)</script>');
});

test('The policy of the page lets in nothing but its own script and style', async ({ page }) => {
  await open(page);
  const rejected = await page.evaluate(async () => {
    const image = new Promise((done) => {
      const picture = new Image();
      picture.onload = () => done('loaded');
      picture.onerror = () => done('refused');
      picture.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    });
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken"';
    document.body.append(script);
    return [await image, document.title === 'taken'];
  });
  expect(rejected).toEqual(['refused', false]);
});

test('The page of a server that breaks everything stays under 2 MB with 400 runs of history', () => {
  const long = '"<&'.repeat(2_000);
  const exchanges = Object.fromEntries(
    Array.from({ length: 150 }, (_, n) => [
      n,
      {
        method: 'GET',
        url: 'u'.repeat(500),
        requestHeaders: {},
        status: 500,
        headers: {},
        body: long,
        cut: true,
        took: 1,
      },
    ]),
  );
  const clauses = run.clauses.map((clause, c) => ({
    ...clause,
    verdict: 'fail' as const,
    findings: Array.from({ length: 200 }, (_, i) => ({
      ...{
        operation: 'listRecommendations',
        want: 'w'.repeat(120),
        got: i === 0 ? long : 'g',
        excerpt: long,
        pointer: '/items/3/name',
      },
      ...{ reproduce: `curl ${'c'.repeat(250)}`, exchange: (c * 2 + i) % 150 },
    })),
  }));
  const bad: RunRecord = { ...run, clauses, totals: totals(clauses), exchanges };
  const entries = [...fixtureHistory(399), historyEntry(bad)];
  expect(Buffer.byteLength(render(bad, entries))).toBeLessThan(2_000_000);
});
