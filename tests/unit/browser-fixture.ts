import { test as base } from '@playwright/test';

import { startMock, type Mock } from '../../mocks/index.ts';
import { findBrowser } from '../../verifier/browser.ts';
import { enginesAreReady } from '../auth/portal/engines.ts';

/**
 * Playwright's test with a browser that starts on this machine, and a small mock of its own for each test:
 * `page.goto('/portal')` goes there.
 */
export const test = base.extend<{ mock: Mock }>({
  launchOptions: [
    async ({}, use) => {
      const options = await findBrowser();
      if (!options) throw new Error('No Chromium starts here: run node cli/setup.mjs --browser.');
      await use(options);
    },
    { scope: 'worker' },
  ],
  mock: async ({}, use) => {
    const mock = await startMock({ size: 'small' });
    await use(mock);
    await mock.close();
  },
  baseURL: async ({ mock }, use) => {
    // Before the session of the test is opened, as `newSession` does for a run.
    await enginesAreReady();
    await use(mock.url);
  },
});

export { expect } from '@playwright/test';
