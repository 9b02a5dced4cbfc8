import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { LaunchOptions } from '@playwright/test';
import { findBrowser } from './browser.ts';

/** One method to get a browser: commands that run one after the other. */
export type Way = readonly (readonly [command: string, ...args: string[]])[];

/** The methods on this machine, the best first: Debian's package for root, Playwright's own download anywhere. */
export function waysToInstall(): readonly Way[] {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  const root = process.getuid?.() === 0;
  const debian = root && existsSync('/etc/debian_version');
  const apt: Way = [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell'],
  ];
  // Only root may install the libraries that the download needs. Other users often have them already.
  const download: Way = [[process.execPath, cli, 'install', ...(debian ? ['--with-deps'] : []), 'chromium']];
  // Ubuntu looks like Debian here but has no such package: the download is next.
  return debian ? [apt, download] : [download];
}

/**
 * Looks for a browser that starts. If there is none, tries each method in turn to install one, and looks again.
 * @param say takes a line on what is being done, because it may take a minute
 * @returns launch options for Playwright
 * @throws Error that says how each method failed
 */
export async function provideBrowser(
  say: (line: string) => void,
  ways: readonly Way[] = waysToInstall(),
): Promise<LaunchOptions> {
  const there = await findBrowser();
  if (there !== null) return there;
  const failed: string[] = [];
  for (const way of ways) {
    const text = way.map((words) => words.join(' ')).join(' && ');
    say(`no Chromium starts here; installing one (a minute or so): ${text}`);
    const problem = perform(way);
    const installed = problem === undefined ? await findBrowser() : null;
    if (installed !== null) return installed;
    failed.push(problem ?? `after "${text}" there is a browser, but it does not start`);
  }
  throw new Error(failed.join('; '));
}

/** @returns what went wrong, if something did */
function perform(way: Way): string | undefined {
  for (const [command, ...args] of way) {
    const { status, error, stderr } = spawnSync(command, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const why = (error?.message ?? stderr.trim().slice(-500)) || `exit code ${String(status)}`;
    if (status !== 0) return `"${[command, ...args].join(' ')}" failed: ${why}`;
  }
  return undefined;
}
