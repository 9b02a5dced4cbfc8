import { asset } from './asset.ts';
import { dereference, BrokenReference } from './openapi/dereference.ts';
import { readSource, type OpenApiDocument, type SourceDocument } from './openapi/document.ts';
import { readOperation, type Operation, type RawOperation } from './openapi/operations.ts';
import { preparedDocument } from './prepared.ts';
import { ContractError, withinReach, type Problem } from './problem.ts';
import { suitability } from './openapi/suitability.ts';

export { brokenEvidence, keywordEvidence } from './evidence.ts';
export { ContractError } from './problem.ts';
export type { OpenApiDocument } from './openapi/document.ts';
export type { Field, FieldType, Operation, Parameter, Reference, Response } from './openapi/operations.ts';
export type { Evidence, Schema } from './openapi/schema.ts';

/** The contract that the suites judge by and the mock keeps, read from one OpenAPI file. */
export interface Contract {
  /** The file as it was parsed, `$ref` and all. */
  readonly document: OpenApiDocument;
  /** Where it was read from. */
  readonly file: string;
  readonly title: string;
  readonly version: string;
  /** The path of the first server: `/public-api/v1`. */
  readonly basePath: string;
  /** The request header that carries the key: `mitp-api-key`. */
  readonly keyHeader: string;
  /** Requests that one IT provider may make within a window. */
  readonly limit: { readonly requests: number; readonly windowSeconds: number };
  readonly operations: readonly Operation[];
}

/**
 * The variable that names another contract file for everything that reads one: `mitp spec import --out FILE` writes such a file.
 */
export const CONTRACT_VARIABLE = 'MITP_CONTRACT';

/** The contract file that ships with the package. */
export const DEFAULT_CONTRACT = asset('spec/openapi.yaml');

/** The contract file in use: the one that `MITP_CONTRACT` names, else the package's own. */
export function contractFile(): string {
  return process.env[CONTRACT_VARIABLE] || DEFAULT_CONTRACT;
}

/** The key's header where a file names none (Swashbuckle often writes no security scheme). */
const DEFAULT_KEY_HEADER = 'mitp-api-key';

function keyHeader(document: OpenApiDocument): string {
  const schemes = Object.values(document.components?.securitySchemes ?? {});
  return schemes.find(({ type, in: place }) => type === 'apiKey' && place === 'header')?.name ?? DEFAULT_KEY_HEADER;
}

function operationsOf(source: Parameters<typeof assemble>[0]): Operation[] {
  const problems: Problem[] = [];
  const operations = Object.entries(source.document.paths).flatMap(([path, item]) => {
    try {
      const operation = readOperation(path, dereference(source.document, item.get) as RawOperation);
      if (operation) return [operation];
    } catch (error) {
      if (!(error instanceof BrokenReference)) throw error;
      problems.push({ line: source.lineOf(['paths', path, 'get']), message: error.message });
    }
    return [];
  });
  if (problems.length > 0) throw new ContractError(source.file, problems);
  return operations;
}

/**
 * The contract in a parsed file.
 *
 * @throws ContractError with one problem per line when suites and mock could not work by it
 */
export function contractOf(source: SourceDocument): Contract {
  const known = contracts.get(source);
  if (known) return known;
  const contract = withinReach(source.file, () => readContract(source));
  contracts.set(source, contract);
  return contract;
}

/** Contracts by the parsed file, which does not change: an import and a comparison need the same one several times. */
const contracts = new WeakMap<SourceDocument, Contract>();

/** Whether a document carries our marks, so that what is missing in it is a mistake and not a vendor's silence. */
export function isOurs({ document, text }: SourceDocument): boolean {
  return 'x-rate-limit' in document.info || text.includes('x-evidence');
}

const importFirst = (file: string) =>
  'This is an OpenAPI file, but no contract yet: it has none of the marks that suites and mock need. ' +
  `Make a contract of it: mitp spec import ${file} --out my-contract.yaml`;

function readContract(source: SourceDocument): Contract {
  const problems = suitability(source);
  if (problems.length === 0) return assemble(source);
  throw new ContractError(source.file, isOurs(source) ? problems : [{ message: importFirst(source.file) }]);
}

function assemble(source: Pick<SourceDocument, 'document' | 'file' | 'lineOf'>): Contract {
  const { document } = source;
  const { requests, windowSeconds } = document.info['x-rate-limit'] as Contract['limit'];
  return {
    document,
    file: source.file,
    title: document.info.title,
    version: document.info.version,
    basePath: new URL(document.servers?.[0]?.url ?? '/', 'http://localhost').pathname.replace(/\/$/, ''),
    keyHeader: keyHeader(document),
    limit: { requests, windowSeconds },
    operations: operationsOf(source),
  };
}

/**
 * Reads the contract.
 *
 * @param file an OpenAPI 3.0 file; when absent the one that `MITP_CONTRACT` names, else the package's own
 * @throws ContractError naming file, line, and what to do, when the file is missing, broken or unsuitable
 */
export function loadContract(file: string = contractFile()): Contract {
  const prepared = file === DEFAULT_CONTRACT ? preparedDocument(file) : undefined;
  return prepared ? assemble({ document: prepared, file, lineOf: () => 1 }) : contractOf(readSource(file));
}
