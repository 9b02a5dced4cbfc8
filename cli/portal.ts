import { chmodSync, writeFileSync } from 'node:fs';
import { chromium, type BrowserContext } from '@playwright/test';
import { Command } from 'commander';
import { findBrowser } from '../tests/harness/browser.ts';
import { UserError } from '../tests/harness/user-error.ts';

interface LoginFlags {
  readonly url?: string;
  readonly out: string;
}

/** `mitp portal`: what a portal needs before it can be judged. */
export function portalCommand(): Command {
  return new Command('portal')
    .description('Prepare a portal to be judged.')
    .addCommand(
      new Command('login')
        .description('Open a browser to sign in by hand, and save the session: for single sign-on.')
        .option('--url <url>', "the portal's start page (default: MITP_PORTAL_URL)")
        .option('--out <file>', 'where the session goes; keep it as secret as a password', 'portal-session.json')
        .action(login),
    );
}

/** Opens a browser with a window; the session is saved when the window is closed. */
async function login({ url = process.env.MITP_PORTAL_URL, out }: LoginFlags): Promise<void> {
  if (!url) throw new UserError('which portal? Give --url, or set MITP_PORTAL_URL.');
  if (!URL.canParse(url)) throw new UserError(`${url} is not an address such as https://portal.example/.`);
  const options = await findBrowser();
  if (options === null) throw new UserError('no browser starts here: install one with npx playwright install chromium');
  const browser = await chromium.launch({ ...options, headless: false }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new UserError(`no window can be opened here (${why}): run this where there is a screen.`);
  });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url).catch(async (error: unknown) => {
    await browser.close();
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new UserError(`${url} cannot be opened: ${why}`);
  });
  process.stderr.write(`Sign in to ${url}, then close the tab.\n`);
  await page.waitForEvent('close', { timeout: 0 });
  await saveSession(context, out);
  await browser.close();
  process.stderr.write(`The session is in ${out}: set MITP_PORTAL_STORAGE_STATE=${out}.\n`);
}

/** Writes a browser's session for its owner's eyes alone. */
export async function saveSession(context: Pick<BrowserContext, 'storageState'>, file: string): Promise<void> {
  const state = await context.storageState({ indexedDB: true });
  writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
  chmodSync(file, 0o600);
}
