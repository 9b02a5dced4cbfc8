import { createRequire } from 'node:module';

import { factory } from '@stoplight/prism-core';
import type { IHttpConfig, IHttpRequest, IHttpResponse, PrismHttpComponents } from '@stoplight/prism-http';
import type mocker from '@stoplight/prism-http/dist/mocker/index.js';
import negotiator from '@stoplight/prism-http/dist/mocker/negotiator/NegotiatorHelpers.js';
import router from '@stoplight/prism-http/dist/router/index.js';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http/dist/utils/operations.js';
import { validateInput, validateOutput } from '@stoplight/prism-http/dist/validator/index.js';
import type * as PreferHeader from '@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js';

import type { Contract } from '../spec/contract.ts';
import type { Row } from './data/columns.ts';
import type { Violation } from './data/list-query.ts';
import { prismDocument } from './document.ts';
import type { Answer } from './exchange.ts';
import { Memo } from './memo.ts';
import { answerOf, headersOf, invalid, ReadyPage, refusalOf, Refused } from './prism-answers.ts';
import type { Reading } from './reading.ts';
import { refuse } from './refusals.ts';

type Resource = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];
type Diagnostic = Parameters<PrismHttpComponents['mock']>[0]['input']['validations'][number];

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
  readonly reading: Reading;
  readonly accept: string | undefined;
  readonly prefer: string | undefined;
}

/** Prism, which routes, validates, negotiates and checks answers; our source supplies the data. */
export interface Engine {
  answer(request: EngineRequest, source: Source): Promise<Answer>;
  /** How `rows`, served as a page of that operation, would break the contract. */
  check(operationId: string, rows: readonly Row[]): string[];
}

/** Our request inside Prism's: Prism hands the same object to every component. */
interface Input extends IHttpRequest, EngineRequest {
  readonly source: Source;
}

/**
 * Prism's maker of examples and its reader of Prefer, loaded at the first request that wants them: they bring a generator
 * with the words of seventy languages, which takes half of the start.
 */
const load = createRequire(import.meta.url);
const theMocker = () =>
  load('@stoplight/prism-http/dist/mocker/index.js') as { readonly default: typeof mocker.default };
const preferHeader = () => load('@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js') as typeof PreferHeader;

const right = <Value>(value: Value) => ({ _tag: 'Right' as const, right: value });
const left = <Problem>(problem: Problem) => ({ _tag: 'Left' as const, left: problem });

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

/** What Prism says of a request's parameters. */
export type Verdict = ReturnType<typeof validateInput>;

type Negotiated = ReturnType<ReturnType<typeof mocker.default>>;
type Log = Parameters<ReturnType<PrismHttpComponents['mock']>>[0];

/**
 * The status and headers of Prism's answer without its example, which our page replaces. A header that the contract
 * declares without an example is made by Prism's mocker.
 */
function negotiate(resource: Resource, data: Input, log: Log): Negotiated {
  const mediaTypes = data.accept === undefined ? {} : { mediaTypes: data.accept.split(',') };
  const found = negotiator.default.negotiateOptionsForValidRequest(resource, { dynamic: false, ...mediaTypes })(log);
  if (found._tag === 'Left') return found;
  const { code, mediaType, headers = [] } = found.right;
  const declared = headers.flatMap(({ name, examples: [example] = [] }): [string, string][] =>
    example && 'value' in example ? [[name, String(example.value)]] : [],
  );
  if (declared.length < headers.length || resource.deprecated) return mocked(resource, data, undefined, log);
  const type = mediaType === undefined ? {} : { 'Content-type': mediaType };
  return right({ statusCode: Number(code), headers: { ...Object.fromEntries(declared), ...type } });
}

/** All of Prism's answer, its example included. */
function mocked(
  resource: Resource,
  data: Input,
  preferred: Partial<IHttpConfig['mock']> | undefined,
  log: Log,
): Negotiated {
  // Prism writes what it negotiates into the settings it is given: each request needs its own.
  const config = { dynamic: false, ...preferred };
  // An error is told in its own media type, whatever the client would rather have of a list (RFC 9110, 12.4.1).
  const asked = preferred?.code !== undefined && preferred.code >= 400 ? { ...data, headers: {} } : data;
  return theMocker().default({ resource, input: { data: asked, validations: [] }, config })(log);
}

/** What Prism cannot parse as a media type, it throws about. */
function acceptable(answer: () => Negotiated): Negotiated {
  try {
    return answer();
  } catch {
    return left(new Refused(refuse('notAcceptable')));
  }
}

/** What each request to a resource needs of it, worked out once. */
export interface Routed {
  readonly resource: Resource;
  readonly id: string;
  /** Names of its parameters, as the contract spells them. */
  readonly names: readonly string[];
  /** By what decides Prism's verdict: numbers by value, text by presence alone. */
  readonly verdicts: Memo<Verdict>;
  /** By the header Accept: which example of the contract Prism would send, with its headers in our form. */
  readonly negotiated: Memo<{ readonly found: Negotiated; readonly headers: Record<string, string> }>;
}

function routedTo(resource: Resource, capacity: number): Routed {
  const { query = [], path = [] } = resource.request ?? {};
  return {
    resource,
    id: resource.iid ?? resource.id,
    names: [...query, ...path].map(({ name }) => name),
    verdicts: new Memo(capacity),
    negotiated: new Memo(Math.min(capacity, 50)),
  };
}

function shapeOf({ resource }: Routed, { path, parameters }: Reading): string {
  let shape = resource.path.includes('{') ? path : '';
  for (const { name, schema } of resource.request?.query ?? []) {
    const value = parameters.get(name)?.[0];
    shape += value === undefined ? ' -' : schema?.type === 'string' ? ' t' : ` =${value}`;
  }
  return shape;
}

/** What the request prefers (`code`, `example`, `dynamic`); what Prism cannot read is no preference (RFC 7240). */
function preferences(prefer: string | undefined): Partial<IHttpConfig['mock']> | undefined {
  if (prefer === undefined) return undefined;
  const read = preferHeader().getHttpConfigFromRequest({ url: { path: '/' }, headers: { prefer } });
  if (read._tag === 'Left') return undefined;
  const { code, exampleKey, dynamic } = read.right;
  return code === undefined && exampleKey === undefined && dynamic === undefined ? undefined : read.right;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const isError = ({ severity }: Diagnostic) => Number(severity) === 0;

/** How many verdicts on each resource's parameters are kept. */
const KEPT_VERDICTS = 500;

/**
 * Makes the engine for one contract. Rejects when Prism cannot read the contract.
 *
 * @param caches false has Prism work out everything anew for each request
 */
export async function createEngine(contract: Contract, caches = true): Promise<Engine> {
  const resources = await getHttpOperationsFromSpec(prismDocument(contract));
  const concrete = resources.filter(({ path }) => !path.includes('{'));
  const byPath = new Map(concrete.map((resource) => [`${resource.method} ${resource.path}`, resource]));
  const known = new Map(resources.map((resource) => [resource, routedTo(resource, caches ? KEPT_VERDICTS : 0)]));

  const components: PrismHttpComponents = {
    logger: logger as never,
    forward: () => () => () => Promise.resolve(left(new Error('The mock forwards nothing.'))),
    validateSecurity: ({ element }) => right(element),
    route({ resources: all, input }) {
      const { reading } = input as Input;
      if (reading.routed) return right(reading.routed.resource);
      const concrete = byPath.get(`${input.method} ${input.url.path}`);
      const found = concrete ? right(concrete) : router.default({ resources: all, input });
      if (found._tag === 'Right') reading.routed = known.get(found.right)!;
      return found;
    },
    validateInput({ resource, element }) {
      const { reading } = element as Input;
      const routed = reading.routed!;
      reading.verdict ??= routed.verdicts.get(shapeOf(routed, reading), () => {
        // A repeated queryFilters is fine, which the contract cannot tell Prism; our own reading judges repetitions.
        const query = Object.fromEntries([...reading.parameters].map(([name, [value = '']]) => [name, value]));
        return validateInput({ resource, element: { ...element, url: { path: reading.path, query } } });
      });
      return reading.verdict._tag === 'Left' ? reading.verdict : right(element);
    },
    mock: ({ resource, input: { data, validations } }) => {
      const { source, reading, accept, prefer } = data as Input;
      const { id, names, negotiated } = reading.routed!;
      const ours = source.violations(id);
      const theirs = source.readsAlone ? validations.filter(({ path }) => path?.[0] !== 'query') : validations;
      if (ours.length > 0 || theirs.some(isError)) return () => left(new Refused(invalid(theirs, ours, names)));
      const preferred = preferences(prefer);
      if (preferred) return (log) => acceptable(() => mocked(resource, data as Input, preferred, log));
      return (log) => {
        const { found, headers } = negotiated.get(accept ?? '', () => {
          const made = acceptable(() => negotiate(resource, data as Input, log));
          return { found: made, headers: made._tag === 'Right' ? headersOf(made.right) : {} };
        });
        if (found._tag === 'Left') return found;
        const body = source.body(id);
        if (!body) return left(new Refused(refuse('noParent')));
        const { statusCode } = found.right;
        return right({ statusCode, body: new ReadyPage({ status: statusCode, headers, body, reason: null }) });
      };
    },
    validateOutput: ({ resource, element }) =>
      element.body instanceof ReadyPage ? right(element) : validateOutput({ resource, element }),
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

  return {
    async answer(request, source) {
      const { reading, accept, prefer } = request;
      const { method, path } = reading;
      const input: Input = {
        method: method as Input['method'],
        url: { path },
        headers: accept === undefined ? {} : { accept },
        source,
        reading,
        accept,
        prefer,
      };
      const result = await prism.request(input, resources, CONFIG)();
      if (result._tag === 'Left') {
        return result.left instanceof Refused ? result.left.answer : refusalOf(result.left, () => allowed(path));
      }
      const { output, validations } = result.right;
      const broken = validations.output.filter(isError);
      if (broken.length === 0) return answerOf(output);
      return refuse('brokenAnswer', { detail: broken.map(({ message }) => message).join('; ') });
    },
    check(operationId, rows) {
      const resource = resources.find(({ iid }) => iid === operationId);
      if (!resource) return [];
      const body = { page: 1, pageSize: 100, totalCount: rows.length, items: rows };
      const headers = { 'content-type': 'application/json' };
      const verdict = validateOutput({ resource, element: { statusCode: 200, headers, body } });
      return verdict._tag === 'Left' ? verdict.left.filter(isError).map(({ message }) => message) : [];
    },
  };
}
