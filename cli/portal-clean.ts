import { Portal } from '../tests/auth/portal/portal.ts';
import { recordsOfRuns, removeRecords } from '../tests/auth/portal/remove.ts';
import { MARK } from '../tests/auth/portal/key-names.ts';
import { readPortal } from '../verifier/config.ts';
import { launchThrough, withCertificate } from '../verifier/network/browser.ts';
import { readNetwork } from '../verifier/network/network.ts';
import { acquireBrowser } from '../verifier/shared-browser.ts';
import { confirmed } from './prompt.ts';
import { UserError } from '../verifier/user-error.ts';

/**
 * Removes the keys that runs left in the portal that the environment names.
 * @param yes remove them without confirmation
 * @returns the exit code: 0 where none is left, 2 where one is
 * @throws UserError where there is no portal, or sign-in fails
 */
export async function cleanPortal(yes: boolean, env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const config = readPortal(env);
  if (config === undefined) throw new UserError('which portal? Set MITP_PORTAL_URL, and a way in.');
  const network = readNetwork(env);
  const acquired = await acquireBrowser(launchThrough(network, [config.url]));
  if (acquired === null)
    throw new UserError('no browser starts here: install one with npx playwright install chromium');
  try {
    const portal = await Portal.open(config, withCertificate(acquired.browser, network, [config.url]));
    await portal.openKeys();
    const names = await recordsOfRuns(portal);
    if (names.length === 0) {
      process.stderr.write(`No key in ${config.url} is named "${MARK} ...".\n`);
      return 0;
    }
    process.stderr.write(`Keys that runs left in ${config.url}:\n${names.map((name) => `  ${name}\n`).join('')}`);
    if (!yes && !(await agreed())) return 2;
    const left = await removeRecords(portal, MARK);
    for (const [name, why] of left) process.stderr.write(`${name}: ${why}\n`);
    process.stderr.write(`${names.length - left.size} removed, ${left.size} left.\n`);
    return left.size === 0 ? 0 : 2;
  } finally {
    await acquired.release();
  }
}

/** Asks for confirmation on the terminal; without one, nothing is removed. */
async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    process.stderr.write('Nothing was removed: give --yes to remove them.\n');
    return false;
  }
  return confirmed('Remove them? A run that is under way now loses its keys.');
}
