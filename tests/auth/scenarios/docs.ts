import type { Locator, Page } from '@playwright/test';
import type { Contract } from '../../../spec/contract.ts';
import type { Observation } from '../../../verifier/observation.ts';
import type { Run } from '../../../verifier/run.ts';
import type { Scenario } from '../../../verifier/scenario.ts';
import { pasteUnseen } from '../../../verifier/paste-secret.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { DOC, UNUSABLE } from '../evidence/names.ts';
import { browserOf } from '../portal/browser-of.ts';

/** Milliseconds for the page to load its contract and draw it. */
const PATIENCE_MS = 15_000;
/** Milliseconds for something that is there at once or not at all. */
const GLANCE_MS = 3_000;

/** How often *Execute* is pressed where the connection breaks. */
const TRIES = 3;
/** How a browser names a connection that broke, rather than one that it never had or was not allowed. */
const BROKEN = /CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED|EMPTY_RESPONSE|CONNECTION_(RESET|CLOSED|ABORTED)|TIMED_OUT/;

/** The Swagger UI page as a developer uses it: looks each operation up, authorizes, and tries one out. */
export const docsPage: Scenario = {
  name: DOC,
  groups: ['DOC'],
  async run(run: Run) {
    const observe: Observe = (step, fact, value) => run.context.recorder.observe({ scenario: DOC, step, fact, value });
    const { docsUrl } = run.config;
    if (docsUrl === undefined) return observe('start', 'unavailable', 'no Swagger UI page: set MITP_DOCS_URL');
    await run.room(2);
    try {
      const context = await (await browserOf(run)).newContext();
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(GLANCE_MS);
        await page.goto(docsUrl, { timeout: PATIENCE_MS });
        await lookUp(page, run.context.contract, observe, run.context.depth === 'quick' ? 1 : Infinity);
        await tryOut(page, run, observe);
      } finally {
        await context.close();
      }
    } catch (error) {
      const why = run.secrets.hide(error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
      observe('start', 'unavailable', error instanceof UserError ? why : `the Swagger UI page gave up: ${why}`);
    }
  },
};

type Observe = (step: string, fact: string, value: Observation['value']) => void;

/** The row of an operation. Swagger UI puts characters without width into paths, so that they may break. */
async function rows(page: Page): Promise<{ row: Locator; text: string }[]> {
  const all = page.locator('.opblock');
  await all.first().waitFor({ timeout: PATIENCE_MS });
  const found = [];
  for (const row of await all.all()) {
    const text = (await row.locator('.opblock-summary').innerText()).replace(/\u200b/g, '').replace(/\s+/g, ' ');
    found.push({ row, text });
  }
  return found;
}

/** What the page shows of each operation: its row, and opened parameters, responses and an example. */
async function lookUp(page: Page, contract: Contract, observe: Observe, opened: number): Promise<void> {
  const listed = await rows(page);
  for (const [i, { id, path, responses, parameters }] of contract.operations.entries()) {
    const found = listed.find(({ text }) =>
      text.split(' ').some((word) => word === path || word.endsWith(contract.basePath + path)),
    );
    observe(id, 'listed', found !== undefined && /^get\b/i.test(found.text.trim()));
    if (found === undefined || i >= opened) continue;
    await open(found.row);
    const text = await found.row.innerText();
    const words = new Set(text.split(/[^\w.-]+/));
    observe(
      id,
      'missing parameters',
      parameters.map(({ name }) => name).filter((name) => !words.has(name)),
    );
    observe(
      id,
      'missing responses',
      Object.keys(responses).filter((status) => !words.has(status)),
    );
    observe(id, 'example', /example value/i.test(text) && (await found.row.locator('.example').count()) > 0);
    await found.row.locator('.opblock-summary-control, .opblock-summary').first().click();
  }
}

async function open(row: Locator): Promise<void> {
  await row.locator('.opblock-summary-control, .opblock-summary').first().click();
  await row.locator('.opblock-body').waitFor();
  await row
    .locator('.responses-wrapper')
    .waitFor()
    .catch(() => undefined);
}

/** Authorizes with the key, tries the first operation out, and notes what the page then shows. */
async function tryOut(page: Page, run: Run, observe: Observe): Promise<void> {
  const [operation] = run.context.contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
  const found = (await rows(page)).find(
    ({ text }) => text.includes(`${operation?.path} `) || text.endsWith(operation?.path ?? '-'),
  );
  if (operation === undefined || found === undefined) return;
  const held = async (act: Promise<unknown>) => act.then(() => true).catch(() => false);
  const authorized = await held(authorize(page, run.secrets.fill('{{active}}')));
  observe('try', 'authorized', authorized);
  await open(found.row);
  const tried = await held(found.row.getByRole('button', { name: /try it out/i }).click());
  const broken = brokenRequests(page, run.config.baseUrl);
  const live = found.row.locator('.live-responses-table');
  for (let attempt = 1; ; attempt += 1) {
    const before = broken.length;
    const executed = tried && (await held(found.row.getByRole('button', { name: /^execute$/i }).click()));
    if (!executed) return observe('try', 'executed', false);
    run.budget.spend(run.clock.now());
    await live.waitFor({ timeout: PATIENCE_MS }).catch(() => undefined);
    if (broken.length === before) break;
    // What the road spoilt is tried again, as everywhere.
    if (attempt >= TRIES) return observe('try', 'status', UNUSABLE);
    await found.row
      .getByRole('button', { name: /^clear$/i })
      .click()
      .catch(() => undefined);
  }
  observe('try', 'executed', true);
  const response = (await live.isVisible()) ? await live.innerText() : '';
  const whole = await found.row.innerText();
  observe('try', 'curl', /\bcurl\b/i.test(whole) && whole.includes(run.secrets.fill('{{active}}')));
  const url = await found.row
    .locator('.request-url')
    .innerText()
    .catch(() => '');
  observe('try', 'url', url.includes(operation.path));
  observe('try', 'status', /\b([1-5]\d\d)\b/.exec(response)?.[1] ?? '');
  observe('try', 'details', /response body/i.test(response) && /response headers/i.test(response));
}

/** Requests of the page to the API whose connection broke, as they come. */
function brokenRequests(page: Page, baseUrl: string): string[] {
  const broken: string[] = [];
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    if (request.url().startsWith(baseUrl) && BROKEN.test(why)) broken.push(why);
  });
  return broken;
}

async function authorize(page: Page, key: string): Promise<void> {
  await page
    .getByRole('button', { name: /^authorize/i })
    .first()
    .click();
  const dialog = page.getByRole('dialog').or(page.locator('.dialog-ux')).first();
  await pasteUnseen(dialog.locator('input').first(), key);
  await dialog
    .getByRole('button', { name: /authorize|apply/i })
    .first()
    .click();
  await dialog
    .getByRole('button', { name: /^logout|remove auth/i })
    .first()
    .waitFor();
  await dialog
    .getByRole('button', { name: /^close/i })
    .last()
    .click();
}
