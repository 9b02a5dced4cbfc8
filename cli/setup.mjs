#!/usr/bin/env node
/**
 * Prepares a fresh clone: installs the locked dependencies when they are missing or stale and, with `--browser`, makes sure that
 * a Chromium starts. Prints what it does; does and prints nothing when everything is there. Plain JavaScript on Node's own
 * modules, because it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeProblem } from './node-version.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const say = (/** @type {string} */ line) => process.stderr.write(`setup: ${line}\n`);
const stop = (/** @type {string} */ line) => {
  say(line);
  process.exit(2);
};

const tooOld = nodeProblem();
if (tooOld !== undefined) stop(tooOld);

/** All packages are needed (NODE_ENV=production leaves half of them out), and no script of any package. */
const NPM_FLAGS = ['--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const stamp = join(root, 'node_modules', '.mitp-setup');

if (!installed()) {
  installDependencies();
  writeFileSync(stamp, lock);
}
if (process.argv.includes('--browser')) await provideBrowser();

/** Whether node_modules matches the lock file: by our own stamp, or by npm's, written after the lock file. */
function installed() {
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === lock;
  const npms = join(root, 'node_modules', '.package-lock.json');
  return existsSync(npms) && statSync(npms).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

/** Where another npm runs us (`npm install ../checkout`), its options are for its own folder. */
function environment() {
  const outer =
    /^npm_config_(?:global|location|prefix|local_prefix|omit|only|production|include|save.*|dry_run|json)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}

/** Runs `npm ci`; two parallel set-ups (verify and test in two terminals) wait for each other. */
function installDependencies() {
  const gate = join(root, '.mitp-setup.local');
  const deadline = Date.now() + 300_000;
  for (;;) {
    try {
      mkdirSync(gate);
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST')
        stop(`cannot write to ${root}: ${String(error)}`);
      if (Date.now() > deadline) stop(`another set-up seems to have died: remove ${gate} and try again.`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
  }
  process.on('exit', () => rmSync(gate, { recursive: true, force: true }));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(130));
  if (installed()) return;
  say('installing the locked dependencies (npm ci) ...');
  const npm = spawnSync('npm', ['ci', ...NPM_FLAGS], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0)
    stop('npm ci failed (its message is above). Check the network or the npm registry, then try again.');
}

/** Finds a Chromium that starts; installs one where none does. */
async function provideBrowser() {
  const { register } = await import('tsx/esm/api');
  const unregister = register();
  const { provideBrowser: provide } = await import('../verifier/install-browser.ts');
  await unregister();
  try {
    await provide(say);
  } catch (error) {
    stop(
      `no browser: ${error instanceof Error ? error.message : String(error)}. Install Chromium yourself ` +
        `(npx playwright install --with-deps chromium, or your system's package) or name one in PLAYWRIGHT_CHROMIUM_PATH.`,
    );
  }
}
