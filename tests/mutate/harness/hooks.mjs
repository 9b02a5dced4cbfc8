/**
 * How the harness loads the copy: TypeScript that was compiled beforehand (see ../copy.ts), and in place of Playwright's runner a
 * list of tests (./playwright.ts). A run of Playwright takes some seconds to start; this takes some tenths.
 */
import { readFile } from 'node:fs/promises';

const root = new URL('../../../', import.meta.url).href;
const compiled = new URL('.compiled/', root);

export function resolve(specifier, context, next) {
  if (specifier === '@playwright/test' && context.parentURL?.startsWith(`${root}tests/unit/`))
    return { url: new URL('tests/mutate/harness/playwright.ts', root).href, shortCircuit: true };
  return next(specifier, context);
}

export async function load(url, context, next) {
  const path = url.split('?')[0];
  if (!path.startsWith(root) || !path.endsWith('.ts')) return next(url, context);
  const source = await readFile(new URL(path.slice(root.length), compiled), 'utf8');
  return { format: 'module', source, shortCircuit: true };
}
