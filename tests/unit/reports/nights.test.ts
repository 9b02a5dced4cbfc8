import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { newsworthy } from '../../../reports/message.ts';
import { page as render } from '../../../reports/html/page.ts';
import { printable } from '../../../reports/printable.ts';
import { expect, test } from '../browser-fixture.ts';
import { night, NIGHTS } from './fixtures/nights.ts';

test.use({ baseURL: '' });

const last = night();

async function open(page: Page, { run, history } = last): Promise<void> {
  const file = test.info().outputPath('report.html');
  writeFileSync(file, render(printable(run), history));
  await page.goto(pathToFileURL(file).href);
}

/** A laptop and a telephone, in light and dark. */
const SCREENS = [
  { width: 1280, height: 720, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const;

for (const { width, height, colorScheme } of SCREENS) {
  test(`After twelve nights the first screen says what, since when, whose move and what next, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await open(page);
    const rows = page.locator('.answers > div');
    await expect(rows).toHaveText([
      /What broke\s*totalCount ignores the filter, on listClients, listReviews and 1 more/,
      /When\s*new in this run/,
      /Whose move\s*the server's team/,
      /What next\s*Let totalCount count the rows that match the filter/,
    ]);
    for (const row of await rows.locator('dd').all()) await expect(row).toBeInViewport({ ratio: 1 });
    const others = page.locator('.others');
    await expect(others).toContainText('on listMeetings (since 25 Nov 2026');
    await expect(others).toContainText('a revoked, deleted or replaced key goes on working, on listClients (flaky)');
    await expect(others).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

test('What broke comes once, what changed else stands below, and what is known folds into a line', async ({ page }) => {
  await open(page);
  await expect(page.locator('.cause')).toHaveCount(3);
  await expect(page.locator('#cause-1 details.card')).toHaveCount(7);
  for (const id of ['FIL-02', 'SRT-06', 'KEY-06']) await expect(page.locator(`.card#${id}`)).toHaveCount(1);
  const changes = page.getByRole('region', { name: 'What else changed' });
  await expect(changes.locator('.fixed')).toContainText('CON-08');
  await expect(changes.locator('.flaky')).toContainText('KEY-06');
  await expect(changes.getByText('new member in listUsers at /items/*/pronouns')).toBeVisible();
  const known = page.getByRole('region', { name: 'Known findings' });
  await known.getByText('1 finding agreed to').click();
  await expect(known.getByRole('listitem')).toHaveText(
    /PAG-07 listFindings: ticket 4711, mended in January\s*until 31 Jan 2027/,
  );
  const drift = page.getByRole('region', { name: 'Drift from the contract' }).locator('.drift');
  await expect(drift.nth(0)).toContainText('since 19 Nov 2026');
  await expect(drift.nth(1)).toContainText('new in this run');
});

test('A notification names what is new, and not what comes and goes', () => {
  const told = Array.from({ length: NIGHTS }, (_, i) => newsworthy(night(i + 1).run));
  // Night 1 only has a known finding. KEY-06 breaks on the fifth, is mended and breaks again: from the seventh on it comes and goes.
  expect(told.map((is, i) => (is ? i + 1 : 0)).filter(Boolean)).toEqual([5, 6, 9, 12]);
  expect(night(10).run.changes).toMatchObject({ news: false, flaky: [{ clause: 'KEY-06' }] });
});

test('The page of a night without failures says that nothing is to do', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, night(4));
  await expect(page.locator('.answers > div')).toHaveText([
    /What changed\s*nothing/,
    /When\s*it conforms since 17 Nov 2026, 02:04 UTC or longer, 4 runs/,
    /Whose move\s*nobody's/,
    /What next\s*nothing/,
  ]);
});
