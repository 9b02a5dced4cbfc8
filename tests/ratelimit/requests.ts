import type { Contract, Operation } from '../../spec/contract.ts';
import { listRequest, type FilterRule, type SortRule } from '../../verifier/requests.ts';
import { identity, KEY_HEADER, type RequestSpec } from '../../verifier/exchange.ts';

const PREDICATES = new Set(['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains']);
const USUAL = new Set([KEY_HEADER, 'accept']);

/**
 * Whether every server answers this request with a list. What is rejected as malformed may or may not spend the budget,
 * so it has no place in a burst that counts to exactly the limit.
 */
export function requestsList(request: RequestSpec, contract: Contract): boolean {
  const operation = contract.operations.find(({ id }) => id === request.operation);
  if (operation === undefined || operation.pathParameters.length > 0 || request.method !== 'GET') return false;
  if (!Object.keys(request.headers).every((name) => USUAL.has(name))) return false;
  if (request.headers.accept !== 'application/json') return false;
  const [path = '', query = ''] = request.target.split('?');
  if (path !== operation.path) return false;
  return [...new URLSearchParams(query)].every(([name, value]) => wellFormed(name, value, operation));
}

function wellFormed(name: string, value: string, operation: Operation): boolean {
  switch (name) {
    case 'page':
      return /^[1-9]\d{0,5}$/.test(value);
    case 'pageSize':
      return /^[1-9]\d{0,2}$/.test(value) && Number(value) <= operation.maxPageSize;
    case 'queryFilters':
      return rules<FilterRule>(value).every(
        ({ field, predicate, condition }) =>
          PREDICATES.has(predicate) && typeof condition === 'string' && fits(condition, fieldType(operation, field)),
      );
    case 'sortingRules':
      return rules<SortRule>(value).every(
        ({ field, direction }) =>
          fieldType(operation, field) !== undefined && (direction === 'asc' || direction === 'desc'),
      );
    default:
      return false;
  }
}

const FORMS: Readonly<Record<string, RegExp>> = {
  string: /[^]/,
  uuid: /^[\da-f-]{36}$/i,
  integer: /^\d{1,9}$/,
  number: /^\d{1,9}(\.\d+)?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d\d-\d\dT[\d:.]+Z?$/,
  'year-month': /^\d{4}-\d\d$/,
};

/** Whether a condition is of its field's type, so that no server has reason to reject it. */
function fits(condition: string, type: string | undefined): boolean {
  return type !== undefined && (FORMS[type]?.test(condition) ?? false);
}

/** The rules in a JSON parameter; one that fits nothing where it is no JSON. */
function rules<T>(text: string): T[] {
  try {
    return [JSON.parse(text) as T | T[]].flat() as T[];
  } catch {
    return [{} as T];
  }
}

function fieldType(operation: Operation, name: string): string | undefined {
  return operation.fields.find((field) => field.name === name && field.evidence !== 'assumed')?.type;
}

/**
 * Chooses the requests of a burst: questions of the other suites first, so that no served answer is wasted, taken from
 * all operations in turn (LIM-08); then plain lists.
 */
export function burstRequests(
  pendingRequests: readonly RequestSpec[],
  contract: Contract,
  scenario: string,
  count: number,
): RequestSpec[] {
  const byOperation = new Map<string, RequestSpec[]>();
  const taken = new Set<string>();
  for (const request of pendingRequests) {
    const id = identity(request);
    if (taken.has(id) || !requestsList(request, contract)) continue;
    taken.add(id);
    const key = request.operation ?? '';
    byOperation.set(key, [...(byOperation.get(key) ?? []), request]);
  }
  const requests: RequestSpec[] = [];
  for (let round = 0; requests.length < count; round += 1) {
    const next = [...byOperation.values()].map((list) => list[round]).filter((request) => request !== undefined);
    if (next.length === 0) break;
    requests.push(...next);
  }
  const lists = plainLists(contract);
  for (let i = requests.length; i < count; i += 1) {
    const operation = lists[i % lists.length];
    if (operation !== undefined) requests.push(listRequest(operation, { pageSize: 1 }, { fresh: `${scenario} ${i}` }));
  }
  return requests.slice(0, count);
}

/** The operations that can be asked without an id. */
export function plainLists(contract: Contract): Operation[] {
  return contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
}
