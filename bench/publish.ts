import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DOCS, ROOT } from './places.ts';

/** What docs/speed.md shows of a measurement, each between two comments that name it. */
export type Section = 'speed' | 'growth' | 'soak' | 'replicas';

const PAGE = join(ROOT, 'docs', 'speed.md');

/** Puts the text into its section of docs/speed.md. Throws where the page has lost the section's comments. */
export function publishText(section: Section, text: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const [open, close] = [`<!-- ${section}: written by npm run bench -->`, `<!-- end of ${section} -->`];
  const [from, to] = [page.indexOf(open), page.indexOf(close)];
  if (from === -1 || to < from) throw new Error(`docs/speed.md has no place for ${section}: ${open} ... ${close}`);
  writeFileSync(PAGE, `${page.slice(0, from + open.length)}\n\n${text.trim()}\n\n${page.slice(to)}`);
}

/** Copies files of a measurement to docs/bench/. */
export function publishFiles(out: string, names: readonly string[]): void {
  mkdirSync(DOCS, { recursive: true });
  for (const name of names) copyFileSync(join(out, name), join(DOCS, name));
}
