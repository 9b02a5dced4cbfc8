import { existsSync } from 'node:fs';
import { asset } from '../spec/asset.ts';

/**
 * Path, below the package's root, of one of our own modules for another process to load: TypeScript in a checkout, the
 * compiled JavaScript in an installed package.
 * @param module the module without its ending: `reports/reporter`
 */
export function here(module: string): string {
  return existsSync(asset('tsconfig.json')) ? `${module}.ts` : `dist/${module}.js`;
}
