#!/usr/bin/env node
// The command `mitp`: from an installed package the compiled JavaScript, from a checkout the TypeScript by way of tsx.
import { existsSync } from 'node:fs';

if (existsSync(new URL('../tsconfig.json', import.meta.url))) {
  let register;
  try {
    ({ register } = await import('tsx/esm/api'));
  } catch {
    process.stderr.write('mitp: the dependencies are not installed: run `npm ci` (or `npm run verify`) first.\n');
    process.exit(2);
  }
  register();
  await import('./main.ts');
} else {
  await import(new URL('../dist/cli/main.js', import.meta.url).href);
}
