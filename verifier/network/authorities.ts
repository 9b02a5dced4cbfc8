import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const TOOL = 'certutil';

/** Whether a browser can be made to trust an additional authority: Chromium on Linux reads a store that `certutil` writes. */
export function canTrust({ PATH = '' }: NodeJS.ProcessEnv): boolean {
  return process.platform === 'linux' && PATH.split(delimiter).some((folder) => existsSync(join(folder, TOOL)));
}

/**
 * Creates a home folder in which Chromium trusts these authorities beside the system's. It is removed when the process ends.
 * @param bundle certificates in PEM
 */
export function homeTrusting(bundle: string): string {
  const home = mkdtempSync(join(tmpdir(), 'mitp-trust-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  const store = join(home, '.pki', 'nssdb');
  mkdirSync(store, { recursive: true });
  const run = (...args: string[]) => execFileSync(TOOL, ['-d', `sql:${store}`, ...args], { stdio: 'ignore' });
  run('-N', '--empty-password');
  const certificates = bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  for (const [at, certificate] of certificates.entries()) {
    const file = join(home, `${String(at)}.pem`);
    writeFileSync(file, certificate);
    run('-A', '-t', 'C,,', '-n', `authority ${String(at)}`, '-i', file);
  }
  return home;
}
