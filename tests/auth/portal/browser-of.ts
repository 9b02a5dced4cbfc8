import type { Browser, BrowserContext } from '@playwright/test';
import { launchThrough, withCertificate } from '../../../verifier/network/browser.ts';
import { acquireBrowser, type AcquiredBrowser } from '../../../verifier/shared-browser.ts';
import type { Run } from '../../../verifier/run.ts';
import { enginesAreReady } from './engines.ts';
import { PENDING, trackPending } from './pending.ts';
import { UserError } from '../../../verifier/user-error.ts';

const acquired = new WeakMap<Run, Promise<AcquiredBrowser>>();

/**
 * The browser of a run, started on demand and released at the end; each scenario has sessions of its own in it.
 * @throws UserError where no browser starts
 */
export async function browserOf(run: Run): Promise<Browser> {
  const before = acquired.get(run);
  const held = before && (await before.catch(() => undefined));
  if (held?.browser.isConnected()) return held.browser;
  const next = acquire(run);
  acquired.set(run, next);
  run.defer(() => next.then((one) => one.release()).catch(() => undefined));
  return (await next).browser;
}

async function acquire(run: Run): Promise<AcquiredBrowser> {
  const { network, baseUrl, portal, docsUrl } = run.config;
  const addresses = [portal?.url, docsUrl, baseUrl].filter((address) => address !== undefined);
  const found = await acquireBrowser(launchThrough(network, addresses));
  if (found === null) throw new UserError('no browser starts here: install one with npx playwright install chromium');
  return { ...found, browser: withCertificate(found.browser, network, addresses) };
}

/** Milliseconds for a page to load, or a control to take a click. */
const PATIENCE_MS = 15_000;

/** A session of its own in a browser, in which nothing is waited for without end. */
export async function newSession(browser: Browser): Promise<BrowserContext> {
  await enginesAreReady();
  const context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE_MS);
  // Set apart, because Playwright's runner sets it to no limit.
  context.setDefaultNavigationTimeout(PATIENCE_MS);
  await context.addInitScript(trackPending, PENDING);
  return context;
}
