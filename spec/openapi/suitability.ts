import type { Ajv } from 'ajv';
import { contractAjv } from '../ajv.ts';
import { dereference, BrokenReference } from './dereference.ts';
import type { SourceDocument } from './document.ts';
import { markProblems } from './marks.ts';
import type { Finding, Place } from './place.ts';
import { readOperation, type Operation, type RawOperation } from './operations.ts';
import type { Problem } from '../problem.ts';
import { hasParts } from '../record.ts';

const METHODS = ['post', 'put', 'patch', 'delete', 'options', 'head', 'trace'];
/** Every `$ref` of the document that cannot be followed, once each. */
function brokenReferences(document: unknown): Finding[] {
  const checked = new Set<string>();
  const walk = (value: unknown, place: Place): Finding[] => {
    if (!hasParts(value)) return [];
    const ref = value.$ref;
    if (typeof ref !== 'string') return Object.entries(value).flatMap(([key, inner]) => walk(inner, [...place, key]));
    if (checked.has(ref)) return [];
    checked.add(ref);
    try {
      dereference(document, value);
      return [];
    } catch (error) {
      if (!(error instanceof BrokenReference)) throw error;
      return [{ place: [...place, '$ref'], message: error.message }];
    }
  };
  return walk(document, []);
}

function serviceProblems({ document }: SourceDocument): Finding[] {
  const found: Finding[] = [];
  const limit = document.info['x-rate-limit'];
  const positive = (value: unknown) => Number.isInteger(value) && Number(value) > 0;
  if (!hasParts(limit) || !positive(limit.requests) || !positive(limit.windowSeconds)) {
    const message = 'info.x-rate-limit is missing: write `x-rate-limit: { requests: 50, windowSeconds: 60 }`.';
    found.push({ place: ['info', 'x-rate-limit'], message });
  }
  if (!URL.canParse(document.servers?.[0]?.url ?? '', 'http://localhost')) {
    found.push({ place: ['servers'], message: 'servers[0].url is no address: write the base of the API there.' });
  }
  return found;
}

/** Whether the response, or its rows, are put together of several schemas, which a contract writes as one. */
function isComposed({ responses }: RawOperation): boolean {
  const schema = responses?.['200']?.content?.['application/json']?.schema;
  const parts = [schema, schema?.properties?.items?.items] as unknown as ReadonlyArray<
    Readonly<Record<string, unknown>> | undefined
  >;
  return parts.some((part) => part && ['allOf', 'oneOf', 'anyOf'].some((keyword) => keyword in part));
}

function operationProblems(path: string, raw: RawOperation | undefined, seen: Set<string>, ajv: Ajv): Finding[] {
  const place = ['paths', path, 'get'];
  const problem = (message: string): Finding[] => [{ place, message: `${path}: ${message}` }];
  if (!raw) return problem('there is no GET here. The suites judge lists that are read by GET.');
  if (!raw.operationId) return problem('operationId is missing: name the operation, for instance listClients.');
  if (seen.has(raw.operationId)) return problem(`operationId ${raw.operationId} stands twice: it has to be unique.`);
  seen.add(raw.operationId);
  const operation = readOperation(path, raw);
  if (!operation) {
    const want = 'an object with page, pageSize, totalCount and items (an array of objects)';
    const plain = isComposed(raw) ? ' Write allOf, oneOf and anyOf out, or have `mitp spec import` do it.' : '';
    return problem(`the response 200 in application/json is no list. Its schema has to be ${want}.${plain}`);
  }
  return [...parameterProblems(operation).flatMap(problem), ...schemaProblems(operation, ajv).flatMap(problem)];
}

function parameterProblems({ path, parameters, pathParameters, parent }: Operation): string[] {
  const missing = ['page', 'pageSize'].filter((name) => !parameters.some((parameter) => parameter.name === name));
  const { minimum = 1, default: first = 1 } = parameters.find(({ name }) => name === 'page')?.schema ?? {};
  const belowOne = minimum < 1 || Number(first) < 1;
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  return [
    ...missing.map((name) => `the parameter ${name} is missing.`),
    ...(belowOne
      ? ['its pages begin below 1: suites and mock count them from 1. Write `minimum: 1, default: 1`.']
      : []),
    ...inPath.filter((name) => !pathParameters.includes(name)).map((name) => `path parameter ${name} is not declared.`),
    ...(inPath.length > 1 ? ['only one path parameter is understood.'] : []),
    ...(inPath.length === 1 && !parent
      ? [`nothing says where ${inPath[0]} comes from: add x-references with operation and member to it.`]
      : []),
  ];
}

/** Schemas that a strict Ajv would not compile, for instance for a misspelt keyword. */
function schemaProblems({ envelope }: Operation, ajv: Ajv): string[] {
  try {
    ajv.compile(envelope);
    return [];
  } catch (error) {
    return [`the schema of response 200 is not understood: ${(error as Error).message}.`];
  }
}

/**
 * Why the suites and the mock cannot work with a contract.
 * @returns one problem each, in the order of the lines; empty when the contract is suitable
 */
export function suitability(source: SourceDocument): Problem[] {
  const { document, lineOf } = source;
  const broken = brokenReferences(document);
  const found = [...broken, ...serviceProblems(source)];
  if (broken.length === 0) {
    const seen = new Set<string>();
    const ajv = contractAjv();
    const operations: Operation[] = [];
    for (const [path, item] of Object.entries(document.paths)) {
      const others = METHODS.filter((method) => method in item);
      found.push(
        ...others.map((method) => ({
          place: ['paths', path, method],
          message: `${path}: ${method.toUpperCase()} is not understood. The API is read-only: remove it.`,
        })),
      );
      const raw = dereference(document, item.get) as RawOperation | undefined;
      found.push(...operationProblems(path, raw, seen, ajv));
      const operation = raw && readOperation(path, raw);
      if (operation) operations.push(operation);
    }
    if (Object.keys(document.paths).length === 0) found.push({ place: ['paths'], message: 'paths is empty.' });
    found.push(...markProblems(operations, document));
  }
  return found
    .map(({ place, message }) => ({ line: lineOf(place), message }))
    .sort((one, other) => one.line - other.line);
}
