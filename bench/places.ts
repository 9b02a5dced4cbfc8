import { join } from 'node:path';

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '..');
/** Our own folder, with dependencies of its own. */
export const BENCH = import.meta.dirname;
/** What a run makes for itself; git-ignored. */
export const OUT = join(BENCH, 'out');
/** Where the last measurement is kept for the docs. */
export const DOCS = join(ROOT, 'docs', 'bench');
