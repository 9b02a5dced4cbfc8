import type { Locator } from '@playwright/test';
import type { Operation } from '../../../spec/contract.ts';
import type { Run } from '../../../verifier/run.ts';
import { UNUSABLE, WANTS } from '../evidence/names.ts';
import { fillIn, rejected } from './fill-in.ts';
import type { Observe } from './observe.ts';
import type { SwaggerUi } from './swagger-ui.ts';

/** How often *Execute* is clicked if the connection breaks. */
const TRIES = 3;
/** Browser errors for a connection that broke, as opposed to one that was never made or not allowed. */
const BROKEN = /CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED|EMPTY_RESPONSE|CONNECTION_(RESET|CLOSED|ABORTED)|TIMED_OUT/;

/** Tries an operation out in its open row, and notes what the page then shows. */
export async function execute(
  docs: SwaggerUi,
  row: Locator,
  operation: Operation,
  run: Run,
  observe: Observe,
): Promise<void> {
  const button = row.getByRole('button', { name: /^execute$/i });
  const tryOut = row.getByRole('button', { name: /try it out/i });
  await docs.watch.settle(async () => (await button.isVisible()) || (await tryOut.isVisible()));
  // With `tryItOutEnabled` it is in that mode already.
  if (!(await button.isVisible()) && (await tryOut.isVisible())) await tryOut.click();
  if (!(await docs.watch.settle(() => button.isVisible()))) return observe('try', 'executed', false);
  await fillIn(row, operation);
  const broken = brokenRequests(docs, run.config.baseUrl);
  const shown = row.locator('.live-responses-table');
  for (let attempt = 1; ; attempt += 1) {
    const before = broken.length;
    docs.watch.begin();
    await button.click();
    run.budget.spend(run.clock.now());
    await docs.watch.settle(async () => broken.length > before || /\b\d{3}\b/.test(await statusIn(shown)));
    const unfilled = (await statusIn(shown)) === '' ? await rejected(row) : [];
    if (unfilled.length > 0) return observe('try', 'status', WANTS + unfilled.join(', '));
    if (broken.length === before) break;
    // After a network error it is tried again, as everywhere.
    if (attempt >= TRIES) return observe('try', 'status', UNUSABLE);
    const clear = row.getByRole('button', { name: /^clear$/i });
    if (await clear.isVisible()) await clear.click();
  }
  observe('try', 'executed', true);
  let facts: Record<string, boolean | string> = {};
  // What is missing counts as missing once the page rests.
  await docs.watch.settle(async () =>
    Object.values((facts = await factsOf(row, shown, operation, run))).every(Boolean),
  );
  for (const [fact, value] of Object.entries(facts)) observe('try', fact, value);
}

/** What the row shows of the response; false or empty what it does not show. */
async function factsOf(row: Locator, shown: Locator, { path }: Operation, run: Run) {
  const response = (await shown.isVisible()) ? await shown.innerText() : '';
  // Older versions show the command in a text area, where it is the value.
  const areas = await row
    .locator('textarea')
    .evaluateAll((all) => all.map((area) => (area as HTMLTextAreaElement).value));
  const whole = [await row.innerText(), ...areas].join('\n');
  const url = row.locator('.request-url').first();
  return {
    curl: /\bcurl\b/i.test(whole) && whole.includes(run.secrets.fill('{{active}}')),
    url: ((await url.isVisible()) ? await url.innerText() : '').includes(path),
    status: /\b([1-5]\d\d)\b/.exec((await statusIn(shown)) || response)?.[1] ?? '',
    details: /response body/i.test(response) && /response headers/i.test(response),
  };
}

async function statusIn(shown: Locator): Promise<string> {
  const cell = shown.locator('tbody .response-col_status').first();
  return (await cell.isVisible()) ? cell.innerText() : '';
}

/** Requests of the page to the API whose connection broke, added as they fail. */
function brokenRequests({ page }: SwaggerUi, baseUrl: string): string[] {
  const broken: string[] = [];
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    if (request.url().startsWith(baseUrl) && BROKEN.test(why)) broken.push(why);
  });
  return broken;
}
