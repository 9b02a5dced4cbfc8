import { loadContract } from '../../../spec/contract.ts';
import { expect, test } from '../../unit/browser-fixture.ts';
import { authorize, openDocs, openRow } from './swagger-ui.ts';

test('DOC-01 both addresses of Swagger UI list every operation of the contract, and nothing else', async ({ page }) => {
  const paths = loadContract().operations.map(({ path }) => path);
  await openDocs(page, '/index.html');
  const listed = await page
    .locator('.opblock-summary-path')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-path')));
  expect(listed.sort()).toEqual([...paths].sort());
  const [root, index] = await Promise.all(['/', '/index.html'].map((path) => page.request.get(path)));
  expect(await root!.text()).toBe(await index!.text());
});

test('DOC-02 a link can point to one operation, and without a key Execute shows the rejection', async ({ page }) => {
  await page.goto('/#/Meetings/listMeetings');
  const row = page.locator('[id$="-listMeetings"]');
  await row.getByRole('button', { name: 'Try it out' }).click();
  await row.getByRole('button', { name: 'Execute' }).click();
  await expect(row.locator('.live-responses-table tbody .response-col_status')).toHaveText(/^401/);
});

test('DOC-03 each operation shows its parameters with its own fields, its responses and example values', async ({
  page,
}) => {
  await openDocs(page);
  for (const { id, parameters, fields, responses } of loadContract().operations) {
    const row = await openRow(page, id);
    await expect(row.locator('tr.response').first()).toBeVisible();
    const shown = await row.evaluate((element) => ({
      parameters: [...element.querySelectorAll('tr[data-param-name]')].map((tr) => tr.getAttribute('data-param-name')),
      filter: element.querySelector('tr[data-param-name="queryFilters"] .renderedMarkdown')?.textContent ?? '',
      responses: [...element.querySelectorAll('tr.response')].map((tr) => ({
        code: tr.getAttribute('data-code'),
        described: (tr.querySelector('.response-col_description .renderedMarkdown')?.textContent ?? '').length > 5,
        links: tr.querySelector('.response-col_links')?.textContent,
        example: /^[{]/.test(tr.querySelector('pre.example')?.textContent ?? ''),
      })),
    }));
    expect(shown.parameters, id).toEqual(parameters.map(({ name }) => name));
    expect(shown.filter, id).toContain(fields.map(({ name }) => name).join(', '));
    expect(shown.responses, id).toEqual(
      Object.keys(responses).map((code) => ({ code, described: true, links: 'No links', example: true })),
    );
  }
});

test('The filter starts empty and offers examples that fit the operation alone', async ({ page }) => {
  await openDocs(page);
  for (const [id, fitting] of [
    ['listUsers', 1],
    ['listOverdueReviewCategories', 1],
  ] as const) {
    const row = await openRow(page, id);
    await row.getByRole('button', { name: 'Try it out' }).click();
    const filter = row.locator('tr[data-param-name="queryFilters"]');
    await expect(filter.getByRole('textbox')).toHaveValue('');
    await expect(filter.getByRole('option', { name: 'One filter' })).toHaveCount(fitting);
  }
});

test('Swagger UI loads nothing from elsewhere, breaks no rule of its strict policy, and keeps no key', async ({
  page,
  mock,
}) => {
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(mock.url) && !request.url().startsWith('data:')) foreign.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const response = await page.goto('/');
  await authorize(page, mock.keys.active);
  const row = await openRow(page, 'listClients');
  await row.getByRole('button', { name: 'Try it out' }).click();
  await row.getByRole('button', { name: 'Execute' }).click();
  await expect(row.locator('.live-responses-table')).toBeVisible();
  expect([foreign, complaints]).toEqual([[], []]);
  expect(response?.headers()['content-security-policy']).not.toContain('unsafe');
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state, location.href]),
  );
  expect(kept).not.toContain(mock.keys.active);
  await page.reload();
  await expect(page.getByRole('button', { name: 'authorization button unlocked' }).first()).toBeVisible();
});

test('The contract is served as YAML and JSON, with the mock as its only server', async ({ request, mock }) => {
  const json = (await (await request.get('/openapi.json')).json()) as { servers: unknown; paths: object };
  expect(json.servers).toEqual([{ url: mock.baseUrl, description: 'This mock' }]);
  expect(Object.keys(json.paths)).toHaveLength(9);
  const yaml = await (await request.get('/openapi.yaml')).text();
  expect(yaml).toContain(`- url: ${mock.baseUrl}`);
  expect(yaml).not.toContain('reporting.live.myitprocess.com/public-api');
});

test('Swagger UI fits a telephone, with a response shown', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await openDocs(page);
  const row = await openRow(page, 'listUsers');
  await row.getByRole('button', { name: 'Try it out' }).click();
  await row.getByRole('button', { name: 'Execute' }).click();
  await expect(row.locator('.live-responses-table')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
});
