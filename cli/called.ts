import { existsSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { asset } from '../spec/asset.ts';

/**
 * The command that users type for `mitp` here: `npx .` in a checkout, `npx mitp` where it is installed in the folder's own
 * packages or npx fetched it, `mitp` where it is installed globally.
 */
export function called(env: NodeJS.ProcessEnv, cwd: string = process.cwd()): string {
  const root = asset('');
  const below = relative(cwd, root);
  if (existsSync(asset('tsconfig.json'))) return below === '' ? 'npx .' : `npx ${below.split(sep).join('/')}`;
  const isOurs = below.startsWith('node_modules');
  return isOurs || env['npm_command'] === 'exec' ? 'npx mitp' : 'mitp';
}
