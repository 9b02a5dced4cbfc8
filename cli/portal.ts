import { chmodSync, writeFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from '@playwright/test';
import { Command } from 'commander';
import type { SavedSession } from '../tests/auth/portal/saved-session.ts';
import { windowOptions } from '../verifier/browser.ts';
import { UserError } from '../verifier/user-error.ts';

interface LoginFlags {
  readonly url?: string;
  readonly out: string;
}

const CLEAN_HELP = `
The portal comes from the environment: MITP_PORTAL_URL, with MITP_PORTAL_USERNAME and MITP_PORTAL_PASSWORD, or with
MITP_PORTAL_STORAGE_STATE. Exit code: 0 no key is left, 2 a key is left, or the portal cannot be used.`;

/** `mitp portal`: what a portal needs before it can be judged. */
export function portalCommand(): Command {
  return new Command('portal')
    .addCommand(
      new Command('clean')
        .description('Remove the keys that runs left: those named "mitp-contract ...", and no others.')
        .option('--yes', 'do not prompt', false)
        .addHelpText('after', CLEAN_HELP)
        .action(async ({ yes }: { yes: boolean }) => {
          const { cleanPortal } = await import('./portal-clean.ts');
          process.exitCode = await cleanPortal(yes);
        }),
    )
    .addCommand(
      new Command('login')
        .description('Open a browser, let you sign in, and save the session: for single sign-on.')
        .option('--url <url>', "the portal's start page (default: MITP_PORTAL_URL)")
        .option(
          '--out <file>',
          'file for the session, for MITP_PORTAL_STORAGE_STATE; keep it as secret as a password',
          'portal-session.json',
        )
        .action(login),
    );
}

/** Milliseconds between two reads of the session: the user may close the whole window, and the session with it. */
const LOOK_MS = 500;

type State = SavedSession;

/** Opens a browser with a window; the session is saved when the window is closed. */
async function login({ url = process.env.MITP_PORTAL_URL, out }: LoginFlags): Promise<void> {
  if (!url) throw new UserError('which portal? Give --url, or set MITP_PORTAL_URL.');
  if (!URL.canParse(url)) throw new UserError(`${url} is not an address such as https://portal.example/.`);
  const browser = await openWindow();
  try {
    const page = await browser.newPage();
    await page.goto(url).catch((error: unknown) => {
      throw new UserError(`${url} cannot be opened: ${firstLine(error)}`);
    });
    process.stderr.write(`Sign in to ${url}, then close the window.\n`);
    const state = await stateWhenClosed(page);
    if (state === undefined) throw new UserError('the window was closed before there was a session to save.');
    saveSession(state, out);
  } finally {
    await browser.close();
  }
  process.stderr.write(`The session is in ${out}: set MITP_PORTAL_STORAGE_STATE=${out}.\n`);
}

/** @throws UserError where there is no screen, or no browser that has a window */
async function openWindow(): Promise<Browser> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new UserError(
      'there is no screen here to show a browser on (DISPLAY is not set): run this on a machine with one and copy the ' +
        'file here, or set MITP_PORTAL_USERNAME and MITP_PORTAL_PASSWORD where the portal has a sign-in page of its own.',
    );
  }
  let why = 'only a headless one was found';
  for (const options of windowOptions()) {
    try {
      return await chromium.launch(options);
    } catch (error) {
      why = firstLine(error);
    }
  }
  throw new UserError(
    `no browser with a window starts here (${why}): install one with npx playwright install chromium`,
  );
}

/** The session as it was just before the page was closed, alone or with its window. */
export async function stateWhenClosed(page: Page): Promise<State | undefined> {
  let state: State | undefined;
  while (!page.isClosed()) {
    state = await sessionOf(page, state).catch(() => state);
    await page.waitForEvent('close', { timeout: LOOK_MS }).catch(() => undefined);
  }
  const last = await page
    .context()
    .storageState({ indexedDB: true })
    .catch(() => undefined);
  return last === undefined
    ? state
    : { ...last, ...(state?.sessionStorage && { sessionStorage: state.sessionStorage }) };
}

/** The browser's storage state, and the session storage of the page, which is no part of it. */
async function sessionOf(page: Page, before?: State): Promise<State> {
  const state = await page.context().storageState({ indexedDB: true });
  const kept = await page
    .evaluate(() => ({ origin: location.origin, items: { ...window.sessionStorage } }))
    .catch(() => undefined);
  const sessionStorage = kept === undefined ? before?.sessionStorage : [kept];
  return sessionStorage === undefined ? state : { ...state, sessionStorage };
}

/** Writes a browser's session to a file that only its owner can read. */
export function saveSession(state: State, file: string): void {
  writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
  chmodSync(file, 0o600);
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
