import { defineConfig } from '@playwright/test';

/** What was made by others or from outside, and what takes many minutes: tried at night. */
const OUTSIDE = [
  '**/{conforming-servers,forms,schemas,front-end,dying,record}.test.ts',
  '**/{adoption,clients,store}/*.test.ts',
  '**/front-ends/**',
];
/** What takes nginx and haproxy. */
const PROXIES = '**/limiters/proxies.test.ts';

/**
 * The suites that judge a target (`ratelimit`, `auth`, `contract`: `mitp verify` does the same with reports), and the
 * product's own tests: `unit` (`npm test`); `slow` and `e2e`, those that take long: whole runs, thousands of requests, limiters by others,
 * axe, the package as npm installs it (`npm run test:long`); `outside`, servers, files and test runners by others, dying targets,
 * replicas, the action and the image (`npm run test:outside`); `limiters`, nginx and haproxy from Debian (`npm run test:limiters`); and
 * `front-ends`, portals and versions of Swagger UI made by others (`npm run test:front-ends`).
 */
export default defineConfig({
  timeout: 60_000,
  // A change on purpose: --update-snapshots, and read the diff.
  snapshotPathTemplate: '{testDir}/{testFileDir}/snapshots/{arg}{ext}',
  // Three for two processors: a test that waits for a browser or a process leaves its own idle.
  workers: '150%',
  forbidOnly: Boolean(process.env.CI),
  reporter: [[process.env.CI ? 'dot' : 'line'], ['./tests/unit/closing-line.ts']],
  use: {
    // A trace or a screenshot of a page that shows a key would carry the key; the suites insist on it (clause-tests.ts).
    trace: 'off',
    video: 'off',
    screenshot: 'off',
  },
  projects: [
    { name: 'unit', testDir: 'tests/unit', testMatch: '**/*.test.ts', grepInvert: /@slow/ },
    { name: 'slow', testDir: 'tests/unit', testMatch: '**/*.test.ts', grep: /@slow/, timeout: 180_000 },
    {
      name: 'e2e',
      testDir: 'tests/e2e',
      testMatch: '**/*.test.ts',
      testIgnore: [...OUTSIDE, PROXIES],
      // Of each test runner one way to run; all of them at night.
      grepInvert: /@matrix/,
      timeout: 180_000,
    },
    {
      name: 'outside',
      testDir: 'tests/e2e',
      testMatch: [...OUTSIDE, '**/runners.test.ts'],
      testIgnore: '**/front-ends/**',
      timeout: 300_000,
    },
    { name: 'front-ends', testDir: 'tests/e2e/front-ends', testMatch: '**/*.test.ts', timeout: 600_000 },
    { name: 'limiters', testDir: 'tests/e2e/limiters', testMatch: PROXIES, timeout: 900_000 },
    { name: 'ratelimit', testDir: 'tests/ratelimit', testMatch: /\.spec\.[jt]s$/ },
    { name: 'auth', testDir: 'tests/auth', testMatch: /\.spec\.[jt]s$/ },
    { name: 'contract', testDir: 'tests/contract', testMatch: /\.spec\.[jt]s$/ },
  ],
});
