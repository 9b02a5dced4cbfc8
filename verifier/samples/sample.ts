import type { Contract, Operation } from '../../spec/contract.ts';
import { loadContract } from '../../spec/contract.ts';
import { listRequest, type FilterRule, type SortRule } from '../requests.ts';
import type { Check } from '../check.ts';
import type { Depth, CheckContext } from '../check-context.ts';
import type { ApiResponse, RequestSpec, Exchange } from '../exchange.ts';
import { KEY_HEADER } from '../key-header.ts';
import { outstanding, type OpenRequest } from '../outstanding.ts';
import { Recorder } from '../recorder.ts';
import { predictRules } from '../model/rules.ts';
import { compareRows } from '../model/order.ts';
import { listRequestFor, type Row } from '../model/known-lists.ts';
import type { Observation } from '../observation.ts';
import { Secrets } from '../secrets.ts';
import type { Verdict } from '../verdict.ts';

/** A response as a sample writes it: 200 and JSON unless it says otherwise. */
export interface SampleResponse {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

/** A server in a few lines, for samples. */
export type SampleServer = (request: RequestSpec) => SampleResponse;

/** Exchanges and observations as a scenario would have recorded them, for checks that judge a scenario. */
export type SampleScenario = readonly (Omit<Exchange, 'n'> | Observation)[];

/**
 * Evidence that a check ships with: some that it must pass, and some that it must reject. A check that cannot fail is a defect.
 */
export interface Samples {
  passes: SampleServer | SampleScenario;
  /** One for each branch that can reject. */
  rejects: readonly (SampleServer | SampleScenario)[];
}

/** An exchange of a scenario: the first list, requested at a time (ms), with this response. */
export function sampleExchange(
  scenario: string,
  sentAt: number,
  response: SampleResponse,
  key = 'active',
): Omit<Exchange, 'n'> {
  const [operation] = sampleContract().operations;
  if (!operation) throw new Error('the contract has no operation');
  return {
    scenario,
    request: listRequest(operation, {}, { key, fresh: `${scenario} ${sentAt}` }),
    sentAt,
    took: 5,
    response: toResponse(response),
  };
}

/** The contract that samples are judged by. Loaded on demand: judging a target does not need it. */
export const sampleContract = (): Contract => (contract ??= loadContract());
let contract: Contract | undefined;

const KEYS = {
  active: 'a1B2c3D4e5F6g7H8',
  sibling: 'b1B2c3D4e5F6g7H8',
  foreign: 'c1B2c3D4e5F6g7H8',
  revoked: 'd1B2c3D4e5F6g7H8',
};

/** Rows by path: `/clients`. */
export type SampleLists = Readonly<Record<string, readonly Row[]>>;

/**
 * A server that keeps the contract over the given rows, which are generated at its first request, with the reference model's
 * filters and orders. Lists without rows are empty; only `active` and `sibling` are keys of its provider.
 */
export function conforming(rowsOf: () => SampleLists): SampleServer {
  let made: SampleLists | undefined;
  return (request) => {
    const lists = (made ??= rowsOf());
    const key = Object.entries(request.headers).find(([name]) => name.toLowerCase() === KEY_HEADER)?.[1];
    if (key !== '{{active}}' && key !== '{{sibling}}')
      return problem(401, 'Unauthorized', { 'www-authenticate': 'ApiKey' });
    const url = new URL(request.target, 'http://sample');
    const operation = sampleContract().operations.find(({ path }) => toPattern(path).test(url.pathname));
    if (!operation) return problem(404, 'Not Found');
    return page(operation, lists[url.pathname] ?? lists[operation.path] ?? [], url.searchParams);
  };
}

/** A server that responds as another does, except for the responses that `change` replaces. */
export function broken(
  server: SampleServer,
  change: (response: SampleResponse, request: RequestSpec) => SampleResponse | undefined,
): SampleServer {
  return (request) => {
    const response = server(request);
    return change(response, request) ?? response;
  };
}

/** An error as problem details (RFC 9457). */
export function problem(status: number, title: string, headers: Record<string, string> = {}): SampleResponse {
  return { status, headers: { 'content-type': 'application/problem+json', ...headers }, body: { title, status } };
}

/** The body of a list response, for a broken server to change. */
export function bodyOf(response: SampleResponse): { page: number; pageSize: number; totalCount: number; items: Row[] } {
  return structuredClone(response.body) as { page: number; pageSize: number; totalCount: number; items: Row[] };
}

/** What came of a sample: the verdict, and the requests that a sample server was sent for it. */
export interface TriedSample {
  verdict: Verdict;
  sent: readonly OpenRequest[];
}

export const judgeSample = (check: Check, sample: SampleServer | SampleScenario, depth?: Depth): Verdict =>
  trySample(check, sample, depth).verdict;

/** Sends a check's requests to a sample server until the check needs no more (a scenario is taken as it stands), then judges. */
export function trySample(check: Check, sample: SampleServer | SampleScenario, depth: Depth = 'full'): TriedSample {
  const recorder = new Recorder();
  const secrets = new Secrets(KEYS);
  const target = {
    baseUrl: 'http://sample',
    embedded: false,
    limit: 50,
    windowSeconds: 60,
    keys: new Set(Object.keys(KEYS)),
  };
  const context: CheckContext = { contract: sampleContract(), target, recorder, depth, seed: 1 };
  if (typeof sample !== 'function') {
    for (const one of sample) {
      if ('fact' in one) recorder.observe(one);
      else recorder.record(one);
    }
    return { verdict: check.judge(context), sent: [] };
  }
  const sent: OpenRequest[] = [];
  for (let round = 0; round < 20; round += 1) {
    const open = outstanding([firstLists, check], context, secrets);
    if (open.length === 0) break;
    sent.push(...open);
    for (const { request } of open)
      recorder.record({
        scenario: 'sample',
        request,
        sentAt: recorder.all().length,
        took: 1,
        response: toResponse(sample(request)),
      });
  }
  return { verdict: check.judge(context), sent };
}

/** Every run requests each list once without parameters; checks build on that. */
const firstLists: Check = {
  clause: 'CON-01',
  *requestGroups(context) {
    for (const operation of context.contract.operations) {
      const request = listRequestFor(context, operation);
      if (request) yield { requests: [request], depth: 'quick', label: operation.id };
    }
  },
  judge: () => ({ kind: 'not-run', why: 'it only sends requests', notes: [] }),
};

function toResponse({ status = 200, headers = {}, body }: SampleResponse): ApiResponse {
  const all = { 'content-type': 'application/json; charset=utf-8', ...headers };
  return {
    status,
    headers: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]])),
    text: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

function page(operation: Operation, rows: readonly Row[], query: URLSearchParams): SampleResponse {
  const [number, size] = [
    wholeNumber(query.getAll('page'), 1),
    wholeNumber(query.getAll('pageSize'), operation.defaultPageSize),
  ];
  if (number === null || size === null || size > operation.maxPageSize) return problem(400, 'Bad Request');
  const filters = parse<FilterRule>(query.getAll('queryFilters'));
  const sorts = parse<SortRule>(query.getAll('sortingRules'));
  const fields = new Map(operation.fields.map((field) => [field.name, field]));
  if (!filters?.every(({ predicate }) => PREDICATES.includes(predicate))) return problem(400, 'Bad Request');
  if (!sorts?.every(({ direction }) => ['asc', 'desc'].includes(direction))) return problem(400, 'Bad Request');
  if ([...filters, ...sorts].some(({ field }) => !fields.has(field))) return problem(400, 'Bad Request');
  const taken = rows.filter((row) => filters.length === 0 || predictRules(operation, row, filters) !== 'no');
  const sorted = compareRows(sorts.flatMap((rule) => [{ field: fields.get(rule.field), direction: rule.direction }]));
  taken.sort(sorted);
  const items = taken.slice((number - 1) * size, number * size);
  return { body: { page: number, pageSize: size, totalCount: taken.length, items } };
}

const PREDICATES: readonly string[] = ['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains'];

function wholeNumber(values: readonly string[], otherwise: number): number | null {
  if (values.length === 0) return otherwise;
  return values.length === 1 && /^[1-9]\d*$/.test(values[0] ?? '') ? Number(values[0]) : null;
}

function parse<T>(texts: readonly string[]): T[] | null {
  try {
    const rules = texts.flatMap<T>((text) => JSON.parse(text) as T | T[]);
    return rules.every((rule) => typeof rule === 'object' && rule !== null) ? rules : null;
  } catch {
    return null;
  }
}

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
}
