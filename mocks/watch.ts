import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

import type { Contract } from '../spec/contract.ts';
import { runtimeOf, type ContractRuntime } from './engine/runtime.ts';
import { clearTimeout, setTimeout } from './real-time.ts';

/** What a change of the contract file came to. */
export type Reload = { readonly contract: Contract } | { readonly error: Error };

/** Editors write a file in several steps. */
const SETTLE_MS = 100;

/**
 * Loads the contract anew whenever its file changes. A file that cannot be used leaves the old contract in force.
 * The folder is watched, not the file: editors and `git checkout` put another file in its place.
 *
 * @returns stops watching
 */
export function watchContract(
  file: string,
  use: (runtime: ContractRuntime) => void,
  tell: (reload: Reload) => void,
): () => void {
  let settling: NodeJS.Timeout | undefined;
  let stopped = false;
  const reload = async () => {
    try {
      const runtime = await runtimeOf(file);
      if (stopped) return;
      use(runtime);
      tell({ contract: runtime.contract });
    } catch (error) {
      if (!stopped) tell({ error: error instanceof Error ? error : new Error(String(error)) });
    }
  };
  const watcher = watch(dirname(file), (_event, name) => {
    if (name !== null && name !== basename(file)) return;
    clearTimeout(settling);
    settling = setTimeout(() => void reload(), SETTLE_MS);
  });
  return () => {
    stopped = true;
    clearTimeout(settling);
    watcher.close();
  };
}
