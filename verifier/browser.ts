import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** Keeps a full Chromium from calling home, which on a closed network floods the log with rejected connections. */
const QUIET = [
  '--gaia-url=http://127.0.0.1:9',
  '--component-updater=url-source=http://127.0.0.1:9/u',
  '--disable-quic',
  '--no-first-run',
];

/** Playwright must not close the browser on a signal: a run first cleans up in the portal, then closes its browsers itself. */
export const OWN_SIGNALS = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false } as const;

/** Options to start the browser at a path, or Playwright's own where there is no path. */
export function launchOptions(executablePath?: string): LaunchOptions {
  const root = process.getuid?.() === 0;
  return {
    args: root ? [...QUIET, '--no-sandbox'] : QUIET,
    ...(executablePath === undefined ? {} : { executablePath }),
  };
}

/**
 * Finds a Chromium that really starts: only `PLAYWRIGHT_CHROMIUM_PATH` when it is set, else Playwright's own, else the first on
 * PATH. Each is started once, because a path that exists proves nothing (a stale download, a missing library).
 * @returns launch options for Playwright, or null where no browser starts
 * @throws when PLAYWRIGHT_CHROMIUM_PATH is set and does not start
 */
export async function findBrowser(): Promise<LaunchOptions | null> {
  const { PLAYWRIGHT_CHROMIUM_PATH: named, PATH: path } = process.env;
  const known = found !== undefined && found.named === named && found.path === path ? found : undefined;
  const mine = known ?? { named, path, options: find(named) };
  found = mine;
  const options = await mine.options.catch((error: unknown) => {
    if (found === mine) found = undefined;
    throw error;
  });
  // Only a browser is remembered: "none found" is no longer true once somebody installs one.
  if (options === null && found === mine) found = undefined;
  return options;
}

/** The browser found before: a trial start takes as long as a real one. */
let found: { named: string | undefined; path: string | undefined; options: Promise<LaunchOptions | null> } | undefined;

async function find(named: string | undefined): Promise<LaunchOptions | null> {
  if (named) {
    if (await starts(launchOptions(named))) return launchOptions(named);
    throw new Error(`PLAYWRIGHT_CHROMIUM_PATH names ${named}, which does not start`);
  }
  for (const options of [launchOptions(), ...onPath().map(launchOptions)]) {
    if (await starts(options)) return options;
  }
  return null;
}

/** Options to start a browser with a window, the likeliest first. A headless shell cannot show one. */
export function windowOptions(): LaunchOptions[] {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  const paths = named ? [named] : [undefined, ...onPath()];
  const shown = paths.filter((path) => path === undefined || !path.includes('headless'));
  return shown.map((path) => ({ ...launchOptions(path), headless: false }));
}

async function starts(options: LaunchOptions): Promise<boolean> {
  try {
    await (await chromium.launch({ ...options, ...OWN_SIGNALS, timeout: 20_000 })).close();
    return true;
  } catch {
    return false;
  }
}

function onPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) =>
    folders
      .map((folder) => join(folder, name))
      .filter(executable)
      .slice(0, 1),
  );
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
