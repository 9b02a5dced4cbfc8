import { spawnSync } from 'node:child_process';
import { basename, dirname, relative } from 'node:path';

/**
 * A warning about a file `.env` with a key in it that git would commit.
 * @returns undefined where git ignores it, there is no repository, or git is not installed
 */
export function committable(file: string | undefined, values: Readonly<Record<string, string>>): string | undefined {
  const holdsKey = Object.entries(values).some(([name, value]) => /^MITP_.*(KEY|PASSWORD)$/.test(name) && value !== '');
  if (file === undefined || !holdsKey) return undefined;
  const git = spawnSync('git', ['check-ignore', '--quiet', basename(file)], { cwd: dirname(file), timeout: 2000 });
  // 0 ignored, 1 not ignored, 128 no repository.
  if (git.status !== 1) return undefined;
  return `${relative(process.cwd(), file)} holds a key, and git does not ignore it: add .env to .gitignore.`;
}
