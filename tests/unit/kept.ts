import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * The text that a file holds. After a change on purpose, UPDATE_PORTRAITS=1 writes the file first: then read the diff.
 * @param file absolute path
 */
export function kept(file: string, text: string): string {
  if (process.env.UPDATE_PORTRAITS === '1') writeFileSync(file, text);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
