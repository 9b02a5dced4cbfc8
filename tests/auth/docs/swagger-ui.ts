import type { Frame, Locator, Page } from '@playwright/test';
import { NotSettled } from '../portal/not-settled.ts';
import type { PageWatch } from '../portal/watch.ts';

/** Other pages that show an OpenAPI file, with an element that identifies each. */
const OTHERS: readonly (readonly [name: string, mark: string])[] = [
  ['Redoc', 'redoc, .redoc-wrap, [class*="redoc"]'],
  ['Scalar', '.scalar-app, .scalar-api-reference, [class*="scalar-"]'],
  ['RapiDoc', 'rapi-doc, rapi-doc-mini'],
  ['Stoplight Elements', 'elements-api, .sl-elements, .sl-elements-api'],
  ['OpenAPI Explorer', 'openapi-explorer'],
];

/** Messages of Swagger UI about a definition that it cannot show. */
const PROBLEM =
  /unable to render this definition|failed to load (api definition|spec)|no api definition provided|parser error/i;

/** The row of an operation, with its text on one line. */
export interface Row {
  row: Locator;
  text: string;
}

/** The result of opening the page: its rows can be read, or why not; `broken` where the page itself is to blame. */
export type Opened = { ready: true } | { ready: false; why: string; broken: boolean };

/** A Swagger UI page, version 3.25 to 5, with any settings. */
export class SwaggerUi {
  readonly page: Page;
  readonly watch: PageWatch;
  #frame: Frame;

  constructor(page: Page, watch: PageWatch) {
    this.page = page;
    this.watch = watch;
    this.#frame = page.mainFrame();
  }

  /** Where Swagger UI is: the page, or a frame in it. */
  get scope(): Frame {
    return this.#frame;
  }

  /** Opens the page and waits for its definition. */
  async open(url: string): Promise<Opened> {
    this.watch.begin();
    await this.page.goto(url, { waitUntil: 'domcontentloaded' });
    const there = async () => (await this.#find()) && ((await this.#drawn()) || (await this.#problem()) !== undefined);
    await this.watch.settle(there);
    if (!(await this.#find())) return { ready: false, why: await this.#whyNone(url), broken: false };
    return this.#whatIsDrawn();
  }

  /** Names of the definitions that the page offers; empty where it has only one. */
  async definitions(): Promise<string[]> {
    const choice = this.#choice();
    return (await choice.isVisible()) ? choice.locator('option').allInnerTexts() : [];
  }

  /** Shows another of its definitions. */
  async choose(definition: string): Promise<void> {
    this.watch.begin();
    await this.#choice().selectOption({ label: definition });
    await this.watch.settle();
  }

  /** The rows of all operations, including those of collapsed tags. */
  async rows(): Promise<Row[]> {
    await this.#openTags();
    const rows: Row[] = [];
    for (const row of await this.scope.locator('.opblock').all()) {
      // Swagger UI puts zero-width characters into paths as line breaks.
      const text = await row.locator('.opblock-summary').first().innerText();
      rows.push({
        row,
        text: text
          .replace(/\u200b/g, '')
          .replace(/\s+/g, ' ')
          .trim(),
      });
    }
    return rows;
  }

  /** Opens a row unless it is open. @throws NotSettled where its body does not appear */
  async openRow(row: Locator): Promise<void> {
    const body = row.locator('.opblock-body').first();
    if (!(await body.isVisible())) await row.locator('.opblock-summary-control, .opblock-summary').first().click();
    if (!(await this.watch.settle(() => body.isVisible())))
      throw new NotSettled('the row of an operation did not open');
    await this.watch.settle(() => row.locator('.responses-wrapper').first().isVisible());
  }

  async closeRow(row: Locator): Promise<void> {
    if (await row.locator('.opblock-body').first().isVisible())
      await row.locator('.opblock-summary-control, .opblock-summary').first().click();
  }

  async #find(): Promise<boolean> {
    for (const frame of this.page.frames()) {
      const found = await frame
        .locator('.swagger-ui')
        .first()
        .isVisible()
        .catch(() => false);
      if (!found) continue;
      this.#frame = frame;
      return true;
    }
    return false;
  }

  async #drawn(): Promise<boolean> {
    return this.scope.locator('.opblock, .opblock-tag').first().isVisible();
  }

  async #problem(): Promise<string | undefined> {
    const said = this.scope.locator(
      '.errors-wrapper, .failed-config, .loading-container .info, .version-pragma__message, .render-error',
    );
    for (const text of await said.allInnerTexts()) {
      const line = text.replace(/\s+/g, ' ').trim();
      if (PROBLEM.test(line)) return line.slice(0, 200);
    }
    return undefined;
  }

  async #whatIsDrawn(): Promise<Opened> {
    const problem = await this.#problem();
    if (problem === undefined) return { ready: true };
    const [failure] = this.watch.failures;
    // A definition that did not load is no evidence against the page; one that the page rejects is.
    return failure === undefined
      ? { ready: false, why: `the page says: ${problem}`, broken: true }
      : { ready: false, why: `its definition did not come: ${failure}`, broken: false };
  }

  async #whyNone(url: string): Promise<string> {
    for (const [name, mark] of OTHERS) {
      if ((await this.page.locator(mark).count()) > 0) return `no Swagger UI found at ${url}, found ${name}`;
    }
    const [failure] = this.watch.failures;
    return `no Swagger UI found at ${url}${failure === undefined ? '' : `: ${failure}`}`;
  }

  #choice(): Locator {
    return this.scope.locator('.topbar select, .download-url-wrapper select, select#select').first();
  }

  /** With `docExpansion: none` each tag is closed, and has no rows yet. */
  async #openTags(): Promise<void> {
    const sections = this.scope.locator('.opblock-tag-section');
    for (const section of await sections.all()) {
      const row = section.locator('.opblock').first();
      if (await row.isVisible()) continue;
      this.watch.begin();
      await section.locator('.opblock-tag').first().click();
      await this.watch.settle(() => row.isVisible());
    }
  }
}
