import { defineConfig } from '@playwright/test';

/**
 * The suites that judge a target (`ratelimit`, `auth`, `contract`; run them with `mitp verify`), the product's own tests
 * (`unit`; run them with `npm test`), and those of them that take long: whole runs, thousands of requests, axe, the package
 * as npm installs it (`e2e`; run them with `npm run test:long`), the KEY and DOC suites on front ends made with other
 * libraries (`front-ends`; `npm run test:front-ends`), and the limit suite on nginx and haproxy (`limiters`;
 * `npm run test:limiters`). A judging run has one worker: one target, one budget,
 * one recorder.
 */
export default defineConfig({
  timeout: 60_000,
  // Three for two processors: a test that waits for a browser or a process leaves its own idle.
  workers: '150%',
  forbidOnly: Boolean(process.env.CI),
  // `mitp verify` names its own reporter, and an installed package has no tests of its own.
  reporter: process.env.MITP_SESSION ? 'null' : [[process.env.CI ? 'dot' : 'line'], ['./tests/unit/closing-line.ts']],
  use: {
    // A trace or a screenshot of a page that shows a key would carry the key; the suites insist on it (clause-tests.ts).
    trace: 'off',
    video: 'off',
    screenshot: 'off',
  },
  projects: [
    { name: 'unit', testDir: 'tests/unit', testMatch: '**/*.test.ts' },
    {
      name: 'e2e',
      testDir: 'tests/e2e',
      testMatch: '**/*.test.ts',
      testIgnore: ['front-ends/**', 'limiters/proxies.test.ts'],
      timeout: 180_000,
    },
    { name: 'front-ends', testDir: 'tests/e2e/front-ends', testMatch: '**/*.test.ts', timeout: 600_000 },
    { name: 'limiters', testDir: 'tests/e2e/limiters', testMatch: 'proxies.test.ts', timeout: 900_000 },
    { name: 'ratelimit', testDir: 'tests/ratelimit', testMatch: /\.spec\.[jt]s$/ },
    { name: 'auth', testDir: 'tests/auth', testMatch: /\.spec\.[jt]s$/ },
    { name: 'contract', testDir: 'tests/contract', testMatch: /\.spec\.[jt]s$/ },
  ],
});
