import { statSync } from 'node:fs';

import { contractFile, loadContract, type Contract, type Operation } from '../spec/contract.ts';
import type { Row } from './data/columns.ts';
import { createEngine, type Engine } from './prism.ts';
import type { Provider } from './providers.ts';
import { worldOf, type OwnData } from './world/own-data.ts';
import { makeWorld } from './world/index.ts';
import { createLists, type Lists } from './world/lists.ts';

/** What follows from a contract alone and never changes: mocks in one process share it. */
export interface Kernel {
  readonly contract: Contract;
  readonly engine: Engine;
  /** The header that carries the key, in lower case. */
  readonly keyHeader: string;
  operation(id: string): Operation;
  /** The lists of a provider: seeded ones, or its own data. */
  lists(provider: Provider): Lists;
  /** What is wrong with somebody's own data: how it breaks the contract. */
  problems(data: OwnData): string[];
}

/** Worlds that are kept; the oldest makes room. */
const KEPT_WORLDS = 12;

/** Makes the kernel of a contract. Rejects when Prism cannot read it. */
export async function createKernel(contract: Contract): Promise<Kernel> {
  const engine = await createEngine(contract);
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]));
  const worlds = new Map<string, Lists>();
  const ownLists = new WeakMap<OwnData, Lists>();
  const check = (operationId: string, rows: readonly Row[]) => engine.check(operationId, rows);
  return {
    contract,
    engine,
    keyHeader: contract.keyHeader.toLowerCase(),
    operation(id) {
      const operation = operations.get(id);
      if (!operation) throw new Error(`The contract has no operation ${id} that answers with a list.`);
      return operation;
    },
    lists(provider) {
      const { size, seed, data } = provider;
      if (data) {
        const own = ownLists.get(data) ?? createLists(worldOf(contract, data), check);
        ownLists.set(data, own);
        return own;
      }
      const name = `${size} ${String(seed)}`;
      const lists = worlds.get(name) ?? createLists(makeWorld(contract, size, seed), check);
      worlds.delete(name);
      worlds.set(name, lists);
      const [oldest] = worlds.keys();
      if (worlds.size > KEPT_WORLDS && oldest !== undefined) worlds.delete(oldest);
      return lists;
    },
    problems(data) {
      const lists = createLists(worldOf(contract, data), check);
      const unknown = Object.keys(data).filter((id) => !operations.has(id));
      return [...unknown.map((id) => `The contract has no operation ${id}.`), ...lists.problems()];
    },
  };
}

const kernels = new Map<string, Promise<Kernel>>();

/**
 * The kernel of a contract file; the same one while the file does not change.
 *
 * @throws ContractError when the file is missing, broken or unsuitable
 */
export function kernelOf(file: string = contractFile()): Promise<Kernel> {
  const stat = statSync(file, { throwIfNoEntry: false });
  const version = `${file} ${String(stat?.mtimeMs)} ${String(stat?.size)}`;
  const known = kernels.get(version);
  if (known) return known;
  const made = createKernel(loadContract(file));
  if (kernels.size >= 4) kernels.clear();
  kernels.set(version, made);
  made.catch(() => kernels.delete(version));
  return made;
}
