import type { Browser, LaunchOptions } from '@playwright/test';
import { startBrowser } from './browser.ts';

/** A browser for one run, to be released afterwards. */
export interface AcquiredBrowser {
  browser: Browser;
  /** Closes its sessions, and the browser itself unless it is kept. */
  release(): Promise<void>;
}

let keeping = false;
let kept: Browser | undefined;

/**
 * Gives a browser to one run at a time.
 * @param own launch options for this run alone
 * @returns null where no browser starts
 */
export async function acquireBrowser(own: LaunchOptions = {}): Promise<AcquiredBrowser | null> {
  const browser = kept?.isConnected() ? kept : await startBrowser(own);
  if (browser === null) return null;
  if (keeping) kept = browser;
  const release = async () => {
    if (browser === kept) await Promise.all(browser.contexts().map((context) => context.close()));
    else await browser.close();
  };
  return { browser, release };
}

/**
 * From now on one browser serves all runs of this process: starting one takes longer than many scenarios.
 * @returns a function that closes it
 */
export function keepBrowser(): () => Promise<void> {
  keeping = true;
  return async () => {
    keeping = false;
    await kept?.close();
    kept = undefined;
  };
}
