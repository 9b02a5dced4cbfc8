import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import type { IHttpConfig, IHttpRequest, PrismHttpComponents } from '@stoplight/prism-http';
import mocker from '@stoplight/prism-http/dist/mocker/index.js';
import router from '@stoplight/prism-http/dist/router/index.js';
import { validateInput, validateOutput } from '@stoplight/prism-http/dist/validator/index.js';
import { getHttpConfigFromRequest } from '@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js';

import type { Contract } from '../spec/contract.ts';
import type { Row } from './data/columns.ts';
import type { QueryParameters } from './data/query-string.ts';
import type { Violation } from './data/list-query.ts';
import { prismDocument } from './document.ts';
import type { Answer } from './exchange.ts';
import { Memo } from './memo.ts';
import { answerOf, invalid, ReadyPage, refusalOf, Refused } from './prism-answers.ts';
import { refuse } from './refusals.ts';

type Resource = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];
type Diagnostic = Parameters<PrismHttpComponents['mock']>[0]['input']['validations'][number];

/** What our side supplies where Prism would give an example of the contract. */
export interface Source {
  /** What is wrong with the query beyond what Prism sees: it takes queryFilters and sortingRules for any text. */
  violations(operationId: string, path: string): readonly Violation[];
  /** Whether `violations` is the only judge of the query: a fault reads it, whatever Prism finds wrong. */
  readonly readsAlone?: boolean;
  /** The JSON of a page, or null when the parent in the path does not exist. */
  body(operationId: string, path: string): Buffer | null;
}

/** What Prism needs of a request. `method` is lower-case; a HEAD is asked as the GET that it stands for. */
export interface EngineRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: QueryParameters;
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
interface Input extends IHttpRequest {
  readonly source: Source;
  readonly request: EngineRequest;
}

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

/** What decides Prism's verdict on the query: numbers by value, text by presence alone. */
function shapeOf(resource: Resource, { path, parameters }: EngineRequest): string {
  const parts = (resource.request?.query ?? []).map(({ name, schema }) => {
    const [value] = parameters.get(name) ?? [];
    if (value === undefined) return '-';
    return schema?.type === 'string' ? 't' : `=${value}`;
  });
  return [resource.path.includes('{') ? path : resource.path, ...parts].join(' ');
}

/** What the request prefers (`code`, `example`, `dynamic`); what Prism cannot read is no preference (RFC 7240). */
function preferences(prefer: string | undefined): Partial<IHttpConfig['mock']> | undefined {
  if (prefer === undefined) return undefined;
  const read = getHttpConfigFromRequest({ url: { path: '/' }, headers: { prefer } });
  if (read._tag === 'Left') return undefined;
  const { code, exampleKey, dynamic } = read.right;
  return code === undefined && exampleKey === undefined && dynamic === undefined ? undefined : read.right;
}

const namesOf = ({ request }: Resource) =>
  [...(request?.query ?? []), ...(request?.path ?? [])].map(({ name }) => name);

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const isError = ({ severity }: Diagnostic) => Number(severity) === 0;

/** Makes the engine for one contract. Rejects when Prism cannot read the contract. */
export async function createEngine(contract: Contract): Promise<Engine> {
  const resources = await getHttpOperationsFromSpec(prismDocument(contract));
  const concrete = resources.filter(({ path }) => !path.includes('{'));
  const byPath = new Map(concrete.map((resource) => [`${resource.method} ${resource.path}`, resource]));
  const verdicts = new Memo<ReturnType<typeof validateInput>>(1000);
  const negotiated = new Memo<ReturnType<ReturnType<typeof mocker.default>>>(200);

  const components: PrismHttpComponents = {
    logger: logger as never,
    forward: () => () => () => Promise.resolve(left(new Error('The mock forwards nothing.'))),
    validateSecurity: ({ element }) => right(element),
    route({ resources: all, input }) {
      const known = byPath.get(`${input.method} ${input.url.path}`);
      return known ? right(known) : router.default({ resources: all, input });
    },
    validateInput({ resource, element }) {
      const verdict = verdicts.get(shapeOf(resource, (element as Input).request), () =>
        validateInput({ resource, element }),
      );
      return verdict._tag === 'Left' ? verdict : right(element);
    },
    mock: ({ resource, input: { data, validations } }) => {
      const { source, request } = data as Input;
      const id = resource.iid ?? resource.id;
      const ours = source.violations(id, request.path);
      const theirs = source.readsAlone ? validations.filter(({ path }) => path?.[0] !== 'query') : validations;
      if (ours.length > 0 || theirs.some(isError))
        return () => left(new Refused(invalid(theirs, ours, namesOf(resource))));
      // Prism writes what it negotiates into the settings it is given: each request needs its own.
      const config = { dynamic: false, ...preferences(request.prefer) };
      const honest = mocker.default({ resource, input: { data, validations: [] }, config });
      const negotiate: typeof honest = (log) => {
        try {
          return honest(log);
        } catch {
          // What Prism cannot parse as a media type, it throws about.
          return left(new Refused(refuse('notAcceptable')));
        }
      };
      if (Object.keys(config).length > 1) return negotiate;
      return (log) => {
        const found = negotiated.get(`${id} ${request.accept ?? ''}`, () => negotiate(log));
        if (found._tag === 'Left') return found;
        const page = source.body(id, request.path);
        return page ? right({ ...found.right, body: new ReadyPage(page) }) : left(new Refused(refuse('noParent')));
      };
    },
    validateOutput: ({ resource, element }) =>
      element.body instanceof ReadyPage ? right(element) : validateOutput({ resource, element }),
  };
  const prism = createInstance(CONFIG, components);

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
      const { method, path, parameters, accept } = request;
      // A repeated queryFilters is fine, which the contract cannot tell Prism; our own reading judges repetitions.
      const query = Object.fromEntries([...parameters].map(([name, [value = '']]) => [name, value]));
      const input: Input = {
        method: method as Input['method'],
        url: { path, query },
        headers: accept === undefined ? {} : { accept },
        source,
        request,
      };
      const result = await prism.request(input, resources)();
      if (result._tag === 'Left') {
        return result.left instanceof Refused ? result.left.answer : refusalOf(result.left, () => allowed(path));
      }
      const broken = result.right.validations.output.filter(isError);
      if (broken.length === 0) return answerOf(result.right.output);
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
