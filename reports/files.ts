import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Creates a directory and its missing parents. Node's own recursive mkdir never returns where a parent exists but rejects
 * children with ENOENT (/proc).
 */
export function makeDirectory(directory: string): void {
  const path = resolve(directory);
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have created it meanwhile.
    if (!existsSync(path)) throw error;
  }
}

/** The mode of a file that only its owner reads. */
export const OWNER_ALONE = 0o600;

/**
 * Writes a file whole or not at all: nobody reads half of it, and a full disk or a crash leaves the old one.
 * @param mode who may read it. A file for its owner alone holds what cannot be made again: it is on the disk when this returns.
 */
export function replaceFile(path: string, text: string, mode = 0o666): void {
  const part = `${path}.${process.pid}.part`;
  try {
    rmSync(part, { force: true });
    writeFileSync(part, text, { mode, flag: 'wx', flush: mode === OWNER_ALONE });
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
