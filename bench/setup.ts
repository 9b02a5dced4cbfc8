import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { BENCH, OUT, ROOT } from './places.ts';

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);

/** Installs the contestants into bench/ when they are missing or stale; the root's dependencies stay as they are. */
export function installContestants(): void {
  const stamp = join(BENCH, 'node_modules', '.installed-lock.json');
  const lock = readFileSync(join(BENCH, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('installing the contestants (npm ci in bench/, once) ...');
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: BENCH,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0)
    throw new Error('npm ci failed in bench/ (its message is above). Check the network, try again.');
  writeFileSync(stamp, lock);
}

/** Our own mock as npm would install it: the compiled package. Gives its command. */
export function buildMock(): readonly string[] {
  say('compiling the mock ...');
  const home = join(OUT, 'mock');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const packed = spawnSync('npm', ['pack', '--dry-run', '--json', '--silent'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [{ files }] = JSON.parse(packed.stdout) as [{ files: { path: string }[] }];
  for (const { path } of files) if (!path.startsWith('dist/')) cpSync(join(ROOT, path), join(home, path));
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [tsc, '-p', join(ROOT, 'tsconfig.build.json'), '--declaration', 'false', '--outDir', join(home, 'dist')];
  const compiled = spawnSync(process.execPath, args, { stdio: ['ignore', 2, 2] });
  if (compiled.status !== 0) throw new Error('The mock does not compile; its errors are above.');
  return [process.execPath, join(home, 'cli', 'mitp.mjs')];
}

/** The version of an installed package. */
export function versionOf(name: string, folder = BENCH): string {
  const file = join(folder, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
