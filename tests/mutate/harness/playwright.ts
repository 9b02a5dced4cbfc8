import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Playwright from '@playwright/test';

type Body = (fixtures: object) => unknown;

export interface Registered {
  readonly title: string;
  readonly body: Body;
}

/** What the test file that is being loaded has registered. */
export const registered = {
  tests: [] as Registered[],
  beforeAll: [] as Body[],
  beforeEach: [] as Body[],
  afterEach: [] as Body[],
  afterAll: [] as Body[],
};

/** Thrown by `test.skip`. */
export class Skipped extends Error {}

const playwright = createRequire(import.meta.url)('@playwright/test') as Pick<
  typeof Playwright,
  'chromium' | 'defineConfig' | 'expect'
>;
export const { chromium, defineConfig } = playwright;

/** The test file that is being run. */
export const running = { file: '' };

/** Snapshots are those that Playwright's own matcher keeps (`snapshotPathTemplate` in playwright.config.ts). */
export const expect = playwright.expect.extend({
  toMatchSnapshot(received: string, name: string) {
    const kept = readFileSync(join(dirname(running.file), 'snapshots', name), 'utf8');
    return { pass: received === kept, message: () => `${name} differs` };
  },
});

/** Of the fixtures there is `page`. A test that takes others needs Playwright's runner, and one that is marked slow is none of `npm test`. */
function register(title: string, ...rest: (object | Body)[]): void {
  const body = rest.at(-1) as Body;
  if (rest.length > 1 && JSON.stringify(rest[0]).includes('@slow')) return;
  const fixtures = /^async \(\{(.*?)\}/s.exec(String(body))?.[1]?.trim();
  if (fixtures === undefined) registered.tests.push({ title, body });
  if (fixtures === 'page') registered.tests.push({ title, body: () => withPage(body) });
}

async function withPage(body: Body): Promise<void> {
  const { acquireBrowser } = await import('../../../verifier/shared-browser.ts');
  const { browser } = (await acquireBrowser())!;
  try {
    await body({ page: await browser.newPage() });
  } finally {
    await browser.close();
  }
}

let outputs = 0;
const nothing = () => undefined;

/** The part of Playwright's `test` that the unit tests use. */
export const test = Object.assign(register, {
  info: () => {
    const outputDir = fileURLToPath(new URL(`../../../.out/${process.pid}-${outputs++}`, import.meta.url));
    mkdirSync(outputDir, { recursive: true });
    return { outputDir, outputPath: (...parts: string[]) => join(outputDir, ...parts) };
  },
  skip: (condition: unknown) => {
    if (condition) throw new Skipped();
  },
  use: nothing,
  describe: (_title: string, body: () => void) => body(),
  extend: (): typeof register => test,
  beforeAll: (body: Body) => registered.beforeAll.push(body),
  beforeEach: (body: Body) => registered.beforeEach.push(body),
  afterEach: (body: Body) => registered.afterEach.push(body),
  afterAll: (body: Body) => registered.afterAll.push(body),
});
