import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type LaunchOptions } from '@playwright/test';

const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** Milliseconds for a browser to start that may not be able to. */
const TRIAL_MS = 20_000;

/** Keeps a full Chromium from calling home, which on a closed network floods the log with rejected connections. */
const QUIET = [
  '--gaia-url=http://127.0.0.1:9',
  '--component-updater=url-source=http://127.0.0.1:9/u',
  '--disable-quic',
  '--no-first-run',
];

/**
 * What a full Chromium starts for its own window, for each session anew: a page of its address bar, and a process in reserve. That
 * is a third of its work here. The switch replaces Playwright's own, so it repeats what Playwright turns off (a test compares them).
 */
const TURNED_OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

/** Playwright must not close the browser on a signal: a run first cleans up in the portal, then closes its browsers itself. */
export const OWN_SIGNALS = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false } as const;

/** Options to start the browser at a path, or Playwright's own where there is no path. */
export function launchOptions(executablePath?: string): LaunchOptions {
  const root = process.getuid?.() === 0;
  return {
    args: [
      ...QUIET,
      ...(root ? ['--no-sandbox'] : []),
      ...(executablePath === undefined ? [] : [`--disable-features=${TURNED_OFF.join(',')}`]),
    ],
    ...(executablePath === undefined ? {} : { executablePath }),
  };
}

/** The browser that started before: a trial takes as long as a real start. */
let known: { named: string | undefined; path: string | undefined; options: LaunchOptions } | undefined;

/**
 * Finds a Chromium that really starts, as {@link startBrowser} does.
 * @returns launch options for Playwright, or null where no browser starts
 * @throws when PLAYWRIGHT_CHROMIUM_PATH is set and does not start
 */
export async function findBrowser(): Promise<LaunchOptions | null> {
  const before = knownOptions();
  if (before !== undefined) return before;
  await (await startBrowser())?.close();
  return knownOptions() ?? null;
}

/**
 * Starts a Chromium: only `PLAYWRIGHT_CHROMIUM_PATH` when it is set, else Playwright's own, else the first on PATH that starts. A
 * path that exists proves nothing (a stale download, a missing library).
 * @param own launch options beside those of the browser
 * @returns null where no browser starts
 * @throws when PLAYWRIGHT_CHROMIUM_PATH is set and does not start
 */
export async function startBrowser(own: LaunchOptions = {}): Promise<Browser | null> {
  const { PLAYWRIGHT_CHROMIUM_PATH: named, PATH: path } = process.env;
  const before = knownOptions();
  if (before !== undefined) return chromium.launch({ ...before, ...own, ...OWN_SIGNALS });
  const all = paths(named).map(launchOptions);
  for (const options of all) {
    const browser = await chromium
      .launch({ ...options, ...own, ...OWN_SIGNALS, timeout: TRIAL_MS })
      .catch(() => undefined);
    if (browser === undefined) continue;
    known = { named, path, options };
    return browser;
  }
  if (named) throw new Error(`PLAYWRIGHT_CHROMIUM_PATH names ${named}, which does not start`);
  return null;
}

/** Only a browser is remembered: "none found" is no longer true once somebody installs one. */
function knownOptions(): LaunchOptions | undefined {
  const { PLAYWRIGHT_CHROMIUM_PATH: named, PATH: path } = process.env;
  return known?.named === named && known?.path === path ? known?.options : undefined;
}

/** Options to start a browser with a window, the likeliest first. A headless shell cannot show one. */
export function windowOptions(): LaunchOptions[] {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  const shown = paths(named).filter((path) => path === undefined || !path.includes('headless'));
  return shown.map((path) => ({ ...launchOptions(path), headless: false }));
}

/**
 * The programs that may be a Chromium, undefined for Playwright's own. That one only where it is there, with a window or without: a
 * start without it leaves folders in the temporary folder.
 */
function paths(named: string | undefined): (string | undefined)[] {
  return named ? [named] : [...(isDownloaded() ? [undefined] : []), ...onPath()];
}

function isDownloaded(): boolean {
  const full = chromium.executablePath();
  const shell = full.replace(/([\\/])chromium-(\d+)[\\/].*$/u, '$1chromium_headless_shell-$2');
  return existsSync(full) || existsSync(shell);
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
