import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import type { HistoryEntry } from '../../reports/changes/history.ts';
import { SCENARIOS } from '../../drill/scenarios/index.ts';
import { drillPage } from '../../reports/drill/page.ts';
import { page as render } from '../../reports/html/page.ts';
import { printable } from '../../reports/printable.ts';
import type { RunRecord } from '../../reports/run.ts';
import { clientRules } from '../../spec/client-rules.ts';
import type { DrillRecord } from '../../spec/drill-record.ts';
import { expect, test } from '../unit/browser-fixture.ts';
import { send } from '../unit/mock/send.ts';
import { ADMIN, ENGINEER, generateKey, record, signIn, toApiKeys } from './portal/steps.ts';
import { openDocs, openRow } from './portal/swagger-ui.ts';
import { night } from '../unit/reports/fixtures/nights.ts';
import { fixtureReport } from '../unit/reports/fixtures/run.ts';
import { AxeBuilder } from '@axe-core/playwright';

/**
 * axe on a page of ours. None has frames, so it runs in the page alone (legacy mode): the other mode opens a second page
 * for each analysis to put the parts together, which takes as long again.
 */
const axe = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode();

/** What axe finds wrong with the page as it is, each with the element. In the dark only the colours differ. */
async function violations(page: Page): Promise<string[]> {
  const light = await axe(page).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axe(page).withRules('color-contrast').analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  return [light, dark].flatMap((found) =>
    found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
  );
}

test('axe finds nothing wrong with any page of the portal, light or dark', async ({ page }) => {
  const found: Record<string, string[]> = {};
  const look = async (name: string) => (found[name] = await violations(page));
  await page.goto('/portal');
  await look('sign-in');
  await signIn(page, ADMIN);
  await look('home');
  await page.getByRole('button', { name: 'My Account' }).click();
  await look('menu');
  await page.goto('/portal/account');
  await look('settings');
  await toApiKeys(page);
  await look('keys');
  await page.getByRole('button', { name: 'Add API key' }).click();
  await page.getByRole('button', { name: 'Generate' }).click();
  await look('refused name');
  await page.getByRole('link', { name: 'Cancel' }).click();
  await generateKey(page, 'ci');
  await look('value');
  await toApiKeys(page);
  await record(page, 'ci').getByRole('button', { name: 'Delete' }).click();
  await look('dialog');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await look('notice');
  await page.context().clearCookies();
  await signIn(page, ENGINEER);
  await page.goto('/portal/account');
  await look('refusal');
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
});

/** Rules that Swagger UI's own markup breaks, whatever is put around it. */
const THEIRS = [
  'button-name',
  'heading-order',
  'nested-interactive',
  'region',
  'select-name',
  'scrollable-region-focusable',
];

test('axe finds nothing in Swagger UI but what its own markup breaks, and no pale text, light or dark', async ({
  page,
}) => {
  await openDocs(page);
  const row = await openRow(page, 'listUsers');
  await row.getByRole('button', { name: 'Try it out' }).click();
  await row.getByRole('button', { name: 'Execute' }).click();
  await expect(row.locator('.live-responses-table')).toBeVisible();
  await page.getByRole('button', { name: 'Authorize' }).click();
  const { violations } = await axe(page).analyze();
  expect(violations.map(({ id }) => id).filter((id) => !THEIRS.includes(id))).toEqual([]);
  const { violations: ours } = await axe(page).include('.bar').analyze();
  expect(ours.map(({ id }) => id)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html.dark-mode')).toBeAttached();
  // Swagger UI's buttons fade from one colour to the other; what counts is the colour they end in.
  await page.evaluate(() => document.getAnimations().forEach((fade) => fade.finish()));
  const { violations: pale } = await axe(page).withRules('color-contrast').analyze();
  expect(pale.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
});

test('axe finds nothing wrong with the control page, light or dark, and it fits a narrow screen', async ({
  page,
  mock,
}) => {
  await send(mock, '/clients?pageSize=0');
  await page.goto('/__mock');
  await expect(page.getByRole('row', { name: /pageSize/ })).toBeVisible();
  await page.locator('summary', { hasText: 'paging' }).click();
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

/** Reports with every kind of thing on their pages, but few that pass: axe looks at every element. */
const REPORTS: Readonly<Record<string, { run: RunRecord; history: readonly HistoryEntry[] }>> = {
  'a run': fixtureReport(),
  'the last of twelve nights': night(),
};

/** What axe finds on a page of a file with everything opened, on a telephone and a laptop; it may not be wider than those. */
async function violationsOf(page: Page, html: string): Promise<string[]> {
  const file = test.info().outputPath('report.html');
  writeFileSync(file, html);
  const found: string[] = [];
  for (const [width, height] of [
    [390, 844],
    [1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(pathToFileURL(file).href);
    await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
    found.push(...(await violations(page)));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  return found;
}

for (const [what, { run, history }] of Object.entries(REPORTS)) {
  test(`axe finds nothing wrong with the report of ${what}, everything opened, wide or narrow, light or dark`, async ({
    page,
  }) => {
    const clauses = run.clauses.filter(({ verdict }, i) => verdict !== 'pass' || i < 4);
    const few = { ...run, clauses, coverage: run.coverage?.slice(0, 8) ?? [] };
    expect(await violationsOf(page, render(printable(few), history))).toEqual([]);
  });
}

test('axe finds nothing wrong with the report of a drill, everything opened, wide or narrow, light or dark', async ({
  page,
}) => {
  const verdicts = ['fail', 'warn', 'pass', 'not-run'] as const;
  const drilled: DrillRecord = {
    ...{ schemaVersion: 1, id: 'drill', strict: false, command: ['./sync', '--all'] },
    ...{ startedAt: '2026-11-28T02:00:00.000Z', finishedAt: '2026-11-28T02:00:31.000Z' },
    scenarios: SCENARIOS.map(({ id, sentence, expects }, i) => ({
      ...{ id, sentence, expects, verdict: verdicts[i % 4] ?? 'pass', exitCode: 0, seconds: 1.5, requests: 26 },
      ...(i % 4 === 3 && { reason: 'the client needs a single request: there is no middle' }),
    })),
    rules: clientRules().map(({ id, level }, i) => ({
      ...{ id, level, verdict: verdicts[i % 4] ?? 'pass', checked: 3 },
      findings:
        i % 4 < 2
          ? [
              {
                scenario: 'rows-250',
                also: ['one-503'],
                want: 'all 250 rows',
                got: '100',
                request: 'GET /clients?page=1&pageSize=100',
              },
            ]
          : [],
    })),
    ...{ totals: { pass: 5, warn: 5, fail: 5, notRun: 4 }, notes: ['Left out: the order of lists.'], errors: [] },
  };
  expect(await violationsOf(page, drillPage(drilled))).toEqual([]);
});
