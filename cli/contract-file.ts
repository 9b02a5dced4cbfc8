import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceFile } from '../reports/files.ts';
import { asset } from '../spec/asset.ts';
import { CONTRACT_VARIABLE, DEFAULT_CONTRACT } from '../spec/contract.ts';
import { ContractError } from '../spec/problem.ts';

function replace(file: string, text: string, say: (text: string) => void): void {
  try {
    replaceFile(file, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ContractError(file, [{ message: `It cannot be written (${code}). Give another place by --out.` }]);
  }
  say(`Wrote ${file}`);
}

/**
 * Where a new contract goes: the given place, else the package's own file in a checkout.
 * @throws ContractError in an installed package, because an update would replace its files
 */
export function contractDestination(out: string | undefined): string {
  if (out !== undefined) return out;
  if (existsSync(asset('tsconfig.json'))) return DEFAULT_CONTRACT;
  const message = `An update would replace it here. Give --out FILE, and name that file in ${CONTRACT_VARIABLE}.`;
  throw new ContractError(DEFAULT_CONTRACT, [{ message }]);
}

/** Writes a contract, and its generated types where there are some. */
export async function writeContractFile(file: string, text: string, say: (text: string) => void): Promise<void> {
  const types = join(dirname(file), 'generated', 'api.ts');
  // Loads the generator, and the TypeScript compiler with it, only here: other commands need not wait for them.
  const generated = existsSync(types) ? await (await import('../spec/import/types.ts')).typesOf(text) : undefined;
  replace(file, text, say);
  if (generated !== undefined) replace(types, generated, say);
  if (file !== DEFAULT_CONTRACT) say(`Suites and mock work by it with ${CONTRACT_VARIABLE}=${file}`);
}
