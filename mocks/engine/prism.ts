import { factory } from '@stoplight/prism-core';
import type { IHttpConfig, IHttpRequest, IHttpResponse, PrismHttpComponents } from '@stoplight/prism-http';
import router from '@stoplight/prism-http/dist/router/index.js';
import { validateInput, validateOutput } from '@stoplight/prism-http/dist/validator/index.js';

import type { Contract } from '../../spec/contract.ts';
import type { Row } from '../data/columns.ts';
import type { Violation } from '../data/list-query.ts';
import { prismDocument } from './document.ts';
import type { ApiResponse } from '../types.ts';
import { Kept } from './memo.ts';
import { responseOf, headersOf, invalid, rejectionOf, Rejected } from './prism-responses.ts';
import type * as Examples from './prism-examples.ts';
import { acceptable, left, mocked, needsExamples, negotiate, right } from './prism-negotiation.ts';
import { operationsOf, type Resource } from './prism-operations.ts';
import type { CachedQuery } from './query-cache.ts';
import type { Diagnostic, Routed, Ruling } from './ruling.ts';
import { rejectWith } from '../pipeline/rejections.ts';

/** What our side supplies where Prism would give an example of the contract. */
export interface Source {
  /** What is wrong with the query beyond what Prism sees: it takes queryFilters and sortingRules for any text. */
  violations(operationId: string): readonly Violation[];
  /** Whether `violations` is the only judge of the query: a fault reads it, whatever Prism finds wrong. */
  readonly readsAlone?: boolean;
  /** The JSON of a page, or null when the parent in the path does not exist. */
  body(operationId: string): Buffer | null;
}

/** What Prism needs of a request. */
export interface EngineRequest {
  readonly cachedQuery: CachedQuery;
  readonly accept: string | undefined;
  /** Every header of the request, by lower-case name: the contract may declare some as parameters. */
  readonly sent?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly prefer: string | undefined;
}

/** Prism, which routes, validates, negotiates and checks responses; our source supplies the data. */
export interface Engine {
  /** Waits only for a request that Prism did not see the like of. */
  response(request: EngineRequest, source: Source): ApiResponse | Promise<ApiResponse>;
  /** How `rows`, served as a page of that operation, would break the contract. */
  check(operationId: string, rows: readonly Row[]): string[];
}

/** Our request inside Prism's: Prism hands the same object to every component. */
interface Input extends IHttpRequest, EngineRequest {
  /** What Prism finds wrong with its parameters. */
  found: readonly Diagnostic[];
  routed?: Routed;
  /** There for a request that may need it. */
  readonly examples: typeof Examples | undefined;
}

/** Prism formats every body for its log unless the logger is deaf. */
const silent = () => undefined;
const logger: object = {
  ...Object.fromEntries(
    ['trace', 'debug', 'info', 'success', 'warn', 'error', 'fatal'].map((level) => [level, silent]),
  ),
  child: () => logger,
};

const CONFIG: IHttpConfig = {
  isProxy: false,
  checkSecurity: false, // the key was checked before: Prism sees only whether there is one
  validateRequest: true,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

function routedTo(resource: Resource, capacity: number): Routed {
  const { query = [], path = [], headers = [] } = resource.request ?? {};
  return {
    resource,
    id: resource.iid ?? resource.id,
    names: [...query, ...path, ...headers].map(({ name }) => name),
    rulings: new Kept(capacity),
  };
}

const TEXT_LIMITS = ['enum', 'pattern', 'format', 'minLength', 'maxLength', 'const'];

/** Whether Prism accepts every text here. */
function isAnyText(schema: object | undefined): boolean {
  return (
    schema !== undefined && 'type' in schema && schema.type === 'string' && !TEXT_LIMITS.some((key) => key in schema)
  );
}

function shapeOf({ resource }: Routed, { parameters }: CachedQuery, accept: string): string {
  let shape = accept;
  for (const { name, schema } of resource.request?.query ?? []) {
    const value = parameters.get(name)?.[0];
    shape += value === undefined ? ' -' : isAnyText(schema) ? ' t' : ` =${value}`;
  }
  return shape;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const isError = ({ severity }: Diagnostic) => Number(severity) === 0;

/** How many rulings on requests to each resource are kept. */
const KEPT_RULINGS = 500;

/** Stands for a page of rows within Prism: they were checked when they were seeded. */
const PAGE = Symbol('page');

/** The response to a request that Prism has judged: a rejection of its parameters, else Prism's response with our rows. */
function judged({ routed, found, response }: Ruling, source: Source): ApiResponse {
  if (!routed) return response;
  const ours = source.violations(routed.id);
  const theirs = source.readsAlone ? found.filter(({ path }) => path?.[0] !== 'query') : found;
  if (ours.length > 0 || theirs.some(isError)) return invalid(theirs, ours, routed.names);
  if (response.body !== null) return response;
  const body = source.body(routed.id);
  return body ? { ...response, body } : rejectWith('noParent');
}

/**
 * Makes the engine for one contract. Rejects when Prism cannot read the contract.
 *
 * @param caches false has Prism work out everything anew for each request
 */
export async function createEngine(contract: Contract, caches = true): Promise<Engine> {
  const resources = await operationsOf(prismDocument(contract));
  const known = new Map(resources.map((resource) => [resource, routedTo(resource, caches ? KEPT_RULINGS : 0)]));
  const wantsExamples = resources.some(needsExamples);
  /** Routing to a path without parameters is a look-up; the rest is left to Prism. */
  const concrete = new Map(
    resources
      .filter(({ method, path }) => method === 'get' && !path.includes('{'))
      .map((resource) => [resource.path, known.get(resource)!]),
  );

  /** Headers that the contract declares as parameters: most contracts have none. */
  const declared = [
    ...new Set(resources.flatMap(({ request }) => (request?.headers ?? []).map(({ name }) => name.toLowerCase()))),
  ];
  /** The headers that decide what Prism says, as one text. */
  const variantOf = ({ accept = '', sent = {} }: EngineRequest): string =>
    declared.length === 0 ? accept : JSON.stringify([accept, ...declared.map((name) => sent[name] ?? null)]);

  const components: PrismHttpComponents = {
    logger: logger as never,
    forward: () => () => () => Promise.resolve(left(new Error('The mock forwards nothing.'))),
    validateSecurity: ({ element }) => right(element),
    route({ resources: all, input }) {
      const found = router.default({ resources: all, input });
      if (found._tag === 'Right') (input as Input).routed = known.get(found.right)!;
      return found;
    },
    validateInput({ resource, element }) {
      const { cachedQuery } = element as Input;
      // A repeated queryFilters is fine, which the contract cannot tell Prism; our own reading judges repetitions.
      const query = Object.fromEntries([...cachedQuery.parameters].map(([name, [value = '']]) => [name, value]));
      return validateInput({ resource, element: { ...element, url: { path: cachedQuery.path, query } } });
    },
    mock: ({ resource, input: { data, validations } }) => {
      const input = data as Input;
      input.found = validations;
      const { examples } = input;
      const preferred = examples?.preferences(input.prefer);
      return (log) =>
        acceptable(() => {
          if (examples && preferred) return mocked(resource, input, preferred, log, examples.makeExample);
          const found = negotiate(resource, input, log, examples?.makeExample);
          return found._tag === 'Left' ? found : right({ ...found.right, body: PAGE });
        });
    },
    validateOutput: ({ resource, element }) =>
      element.body === PAGE ? right(element) : validateOutput({ resource, element }),
  };
  // Settings that are given with each request are not copied for each request.
  const prism = factory<Resource, IHttpRequest, IHttpResponse, IHttpConfig>({} as IHttpConfig, components);

  const allowed = (path: string) => {
    const methods = METHODS.filter(
      (method) => router.default({ resources, input: { method, url: { path } } })._tag === 'Right',
    );
    return [...methods.flatMap((method) => (method === 'get' ? ['get', 'head'] : [method])), 'options']
      .map((method) => method.toUpperCase())
      .join(', ');
  };

  /** Has Prism decide on a request. */
  const rule = async ({ cachedQuery, accept, sent = {}, prefer }: EngineRequest): Promise<Ruling> => {
    const { method, path } = cachedQuery;
    const own = declared.flatMap((name) => (sent[name] === undefined ? [] : [[name, [sent[name]].flat().join(', ')]]));
    const headers = { ...(accept !== undefined && { accept }), ...(Object.fromEntries(own) as Record<string, string>) };
    const examples = wantsExamples || prefer !== undefined ? await import('./prism-examples.ts') : undefined;
    const input: Input = {
      ...{ method: method as Input['method'], url: { path }, headers },
      ...{ cachedQuery, accept, prefer, examples, found: [] },
    };
    const result = await prism.request(input, resources, CONFIG)();
    const { routed, found } = input;
    if (result._tag === 'Left') {
      const { left: error } = result;
      return {
        routed,
        found,
        response: error instanceof Rejected ? error.response : rejectionOf(error, () => allowed(path)),
      };
    }
    const { output, validations } = result.right;
    if (output.body === PAGE) {
      const response = { status: output.statusCode, headers: headersOf(output), body: null, reason: null };
      return { routed, found, response };
    }
    const broken = validations.output.filter(isError).map(({ message }) => message);
    const response =
      broken.length === 0 ? responseOf(output) : rejectWith('brokenResponse', { detail: broken.join('; ') });
    return { routed, found, response };
  };

  const ruleAndKeep = async (request: EngineRequest, routed: Routed | undefined): Promise<Ruling> => {
    const { cachedQuery } = request;
    const accept = variantOf(request);
    const ruling = await rule(request);
    routed?.rulings.set(shapeOf(routed, cachedQuery, accept), ruling);
    cachedQuery.ruling = { accept, ruling };
    return ruling;
  };

  return {
    response(request, source) {
      const { cachedQuery, prefer } = request;
      const accept = variantOf(request);
      // What is preferred may be made up anew each time.
      if (prefer !== undefined) return rule(request).then((ruling) => judged(ruling, source));
      if (cachedQuery.ruling?.accept === accept) return judged(cachedQuery.ruling.ruling, source);
      const routed = cachedQuery.method === 'get' ? concrete.get(cachedQuery.path) : undefined;
      const ruling = routed?.rulings.get(shapeOf(routed, cachedQuery, accept));
      if (!ruling) return ruleAndKeep(request, routed).then((made) => judged(made, source));
      cachedQuery.ruling = { accept, ruling };
      return judged(ruling, source);
    },
    check(operationId, rows) {
      const resource = resources.find(({ iid }) => iid === operationId);
      const pageSize = contract.operations.find(({ id }) => id === operationId)?.maxPageSize ?? rows.length;
      if (!resource) return [];
      const starts = Array.from(
        { length: Math.max(1, Math.ceil(rows.length / pageSize)) },
        (_, page) => page * pageSize,
      );
      return starts.flatMap((from) => {
        const items = rows.slice(from, from + pageSize);
        const body = { page: 1, pageSize, totalCount: rows.length, items };
        const headers = { 'content-type': 'application/json' };
        const verdict = validateOutput({ resource, element: { statusCode: 200, headers, body } });
        return verdict._tag === 'Left' ? verdict.left.filter(isError).map(({ message }) => message) : [];
      });
    },
  };
}
