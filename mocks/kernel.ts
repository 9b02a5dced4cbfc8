import { statSync } from 'node:fs';

import { contractFile, loadContract, type Contract, type Operation } from '../spec/contract.ts';
import type { Row } from './data/columns.ts';
import { Kept } from './memo.ts';
import { createEngine, type Engine } from './prism.ts';
import type { Provider } from './providers.ts';
import { createReadings } from './reading.ts';
import { worldOf, type OwnData } from './world/own-data.ts';
import { makeWorld } from './world/index.ts';
import { createLists, type Lists } from './world/lists.ts';

/** What follows from a contract alone and never changes: mocks in one process share it. */
export interface Kernel {
  readonly contract: Contract;
  readonly engine: Engine;
  /** What the text of a request says, worked out once for texts that come again. */
  readonly readings: ReturnType<typeof createReadings>;
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

/** Readings that are kept, with a page of some 30 KB each at most. */
const KEPT_READINGS = 1000;

/**
 * Makes the kernel of a contract. Rejects when Prism cannot read it.
 *
 * @param caches false works out every answer anew
 */
export async function createKernel(contract: Contract, caches = true): Promise<Kernel> {
  const engine = await createEngine(contract, caches);
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]));
  const worlds = new Map<string, Lists>();
  const recent = new Kept<Provider, Lists>(caches ? KEPT_WORLDS : 0);
  const ownLists = new WeakMap<OwnData, Lists>();
  const check = (operationId: string, rows: readonly Row[]) => engine.check(operationId, rows);
  const listsOf = ({ size, seed, data }: Provider): Lists => {
    if (data) {
      const own = ownLists.get(data) ?? createLists(worldOf(contract, data), check, caches);
      ownLists.set(data, own);
      return own;
    }
    const name = `${size} ${String(seed)}`;
    const lists = worlds.get(name) ?? createLists(makeWorld(contract, size, seed), check, caches);
    worlds.delete(name);
    worlds.set(name, lists);
    const [oldest] = worlds.keys();
    if (worlds.size > KEPT_WORLDS && oldest !== undefined) worlds.delete(oldest);
    return lists;
  };
  return {
    contract,
    engine,
    readings: createReadings(caches ? KEPT_READINGS : 0),
    keyHeader: contract.keyHeader.toLowerCase(),
    operation(id) {
      const operation = operations.get(id);
      if (!operation) throw new Error(`The contract has no operation ${id} that answers with a list.`);
      return operation;
    },
    lists(provider) {
      const known = recent.get(provider);
      if (known) return known;
      const lists = listsOf(provider);
      recent.set(provider, lists);
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
 * @param caches false works out every answer anew
 * @throws ContractError when the file is missing, broken or unsuitable
 */
export function kernelOf(file: string = contractFile(), caches = true): Promise<Kernel> {
  const stat = statSync(file, { throwIfNoEntry: false });
  const version = `${file} ${String(stat?.mtimeMs)} ${String(stat?.size)} ${String(caches)}`;
  const known = kernels.get(version);
  if (known) return known;
  const made = createKernel(loadContract(file), caches);
  if (kernels.size >= 4) kernels.clear();
  kernels.set(version, made);
  made.catch(() => kernels.delete(version));
  return made;
}
