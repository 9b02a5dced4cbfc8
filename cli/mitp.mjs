#!/usr/bin/env node
// The command `mitp`: runs the compiled JavaScript of an installed package, or the TypeScript of a checkout by way of tsx.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { nodeProblem } from './node-version.mjs';

/** Debug switches, in Node and its libraries, that log every header sent and every text typed: keys and passwords. */
const TELLTALES = ['NODE_DEBUG', 'NODE_DEBUG_NATIVE', 'DEBUG', 'DEBUG_FILE', 'PWDEBUG'];

const tooOld = nodeProblem();
if (tooOld !== undefined) {
  process.stderr.write(`mitp: ${tooOld}\n`);
  process.exit(2);
}
const set = TELLTALES.filter((name) => process.env[name]);
if (set.length > 0) runWithout(set);
else await run();

async function run() {
  if (!existsSync(new URL('../tsconfig.json', import.meta.url))) {
    await import(new URL('../dist/cli/main.js', import.meta.url).href);
    return;
  }
  // The compiler keeps its cache there. Where it cannot, it prints a stack trace, or nothing at all.
  try {
    accessSync(tmpdir(), constants.W_OK | constants.X_OK);
  } catch (error) {
    process.stderr.write(`mitp: the temporary folder cannot be used: ${error.message}. Name another in TMPDIR.\n`);
    process.exit(2);
  }
  let register;
  try {
    ({ register } = await import('tsx/esm/api'));
  } catch {
    process.stderr.write('mitp: the dependencies are not installed: run `npm ci` (or `npm run verify`) first.\n');
    process.exit(2);
  }
  register();
  await import('./main.ts');
}

/** Node has read its switches by now, so the command runs in a new process without them. */
function runWithout(/** @type {string[]} */ names) {
  process.stderr.write(`mitp: ignoring ${names.join(', ')}: such a log would show keys.\n`);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.includes(name)));
  const args = [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  // In a process group of its own, so that Ctrl-C reaches it only once, through this process.
  const child = spawn(process.execPath, args, {
    env: { ...env, MITP_LAUNCHED: '1' },
    // Through the channel it notices the end of this process, however it ends.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code) => process.exit(code ?? 2));
}
