import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's folder: the nearest one upwards that holds package.json, from `spec/` and from `dist/spec/` alike. */
function packageRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${start}: the package is not installed completely.`);
    folder = parent;
  }
  return folder;
}

const root = packageRoot();

/**
 * The absolute path of a file that ships with the package.
 *
 * @param relative path from the package's folder, such as `spec/openapi.yaml`
 */
export function asset(relative: string): string {
  return join(root, relative);
}
