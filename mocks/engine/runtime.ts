import { statSync } from 'node:fs';

import { contractFile, loadContract, type Contract, type Operation } from '../../spec/contract.ts';
import { otherForms } from '../../spec/openapi/rule-form.ts';
import type { Row } from '../data/columns.ts';
import type { Forms } from '../data/rule-form.ts';
import { Kept } from './memo.ts';
import { createEngine, type Engine } from './prism.ts';
import type { Provider } from '../keys/providers.ts';
import { createQueryCache } from './query-cache.ts';
import { datasetOf, type OwnData } from '../dataset/own-data.ts';
import { makeDataset } from '../dataset/index.ts';
import { createLists, type Lists } from '../dataset/lists.ts';
import { isRecord } from '../../spec/record.ts';

/** What follows from a contract alone and never changes: mocks in one process share it. */
export interface ContractRuntime {
  readonly contract: Contract;
  readonly engine: Engine;
  /** What the text of a request says, worked out once for texts that come again. */
  readonly queryCache: ReturnType<typeof createQueryCache>;
  /** The header that carries the key, in lower case. */
  readonly keyHeader: string;
  operation(id: string): Operation;
  /** The operation at a path below the base, for the journal; undefined where the contract has none. */
  operationAt(path: string): KnownOperation | undefined;
  /** The lists of a provider: seeded ones, or its own data. */
  lists(provider: Provider): Lists;
  /** What is wrong with somebody's own data: how it breaks the contract. */
  problems(data: OwnData): string[];
}

/** What the journal has to know of an operation. */
export interface KnownOperation {
  readonly id: string;
  readonly parameters: readonly string[];
  /** Set where the contract writes rules in another form than JSON in one text. */
  readonly forms?: Forms;
}

/** Worlds that are kept; the oldest makes room. */
const KEPT_DATASETS = 12;

/** Readings that are kept, with a page of some 30 KB each at most. */
const KEPT_QUERIES = 1000;

/**
 * Makes the contract runtime of a contract. Rejects when Prism cannot read it.
 * @param caches false computes every response anew
 */
export async function createRuntime(contract: Contract, caches = true): Promise<ContractRuntime> {
  const engine = await createEngine(contract, caches);
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]));
  const datasets = new Map<string, Lists>();
  const recent = new Kept<Provider, Lists>(caches ? KEPT_DATASETS : 0);
  const ownLists = new WeakMap<OwnData, Lists>();
  const check = (operationId: string, rows: readonly Row[]) => engine.check(operationId, rows);
  const listsOf = ({ size, seed, data }: Provider): Lists => {
    if (data) {
      const own = ownLists.get(data) ?? createLists(datasetOf(contract, data), check, caches);
      ownLists.set(data, own);
      return own;
    }
    const name = `${size} ${seed}`;
    const lists = datasets.get(name) ?? createLists(makeDataset(contract, size, seed), check, caches);
    datasets.delete(name);
    datasets.set(name, lists);
    const [oldest] = datasets.keys();
    if (datasets.size > KEPT_DATASETS && oldest !== undefined) datasets.delete(oldest);
    return lists;
  };
  const places = contract.operations.map(({ id, path, parameters }) => {
    const forms = otherForms(parameters);
    const text = path.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return {
      pattern: new RegExp(`^${text.join('[^/]+')}$`),
      found: { id, parameters: parameters.map(({ name }) => name), ...(forms && { forms }) },
    };
  });
  const operationAt = (path: string): KnownOperation | undefined =>
    places.find(({ pattern }) => pattern.test(path))?.found;
  const hasForms = places.some(({ found }) => 'forms' in found);
  return {
    contract,
    engine,
    operationAt,
    queryCache: createQueryCache(caches ? KEPT_QUERIES : 0, hasForms ? (path) => operationAt(path)?.forms : undefined),
    keyHeader: contract.keyHeader.toLowerCase(),
    operation(id) {
      const operation = operations.get(id);
      if (!operation) throw new Error(`The contract has no operation ${id} that returns a list.`);
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
      const unlike = Object.entries(data).flatMap(([id, part]) => shapeProblem(operations.get(id), part));
      if (unlike.length > 0) return unlike;
      const lists = createLists(datasetOf(contract, data), check);
      const unknown = Object.keys(data).filter((id) => !operations.has(id));
      return [...unknown.map((id) => `The contract has no operation ${id}.`), ...lists.problems()];
    },
  };
}

/** What is wrong with the kind of one part of somebody's own data; its rows are judged afterwards. */
function shapeProblem(operation: Operation | undefined, part: unknown): string[] {
  if (!operation) return [];
  const { id, pathParameters } = operation;
  if (pathParameters.length === 0) return Array.isArray(part) ? [] : [`${id} has to be a list of rows.`];
  return isRecord(part) && Object.values(part).every((rows) => Array.isArray(rows))
    ? []
    : [`${id} has to be an object: a list of rows for each ${pathParameters[0] ?? 'id'}.`];
}

const runtimes = new Map<string, Promise<ContractRuntime>>();

/**
 * The contract runtime of a contract file; the same one while the file does not change.
 * @param caches false computes every response anew
 * @throws ContractError when the file is missing, broken or unsuitable
 */
export function runtimeOf(file: string = contractFile(), caches = true): Promise<ContractRuntime> {
  const stat = statSync(file, { throwIfNoEntry: false });
  const version = `${file} ${String(stat?.mtimeMs)} ${String(stat?.size)} ${String(caches)}`;
  const known = runtimes.get(version);
  if (known) return known;
  const made = createRuntime(loadContract(file), caches);
  if (runtimes.size >= 4) runtimes.clear();
  runtimes.set(version, made);
  made.catch(() => runtimes.delete(version));
  return made;
}
