import type { Contract, Operation } from '../../spec/contract.ts';
import { listAsk, type FilterRule, type SortRule } from '../harness/asks.ts';
import { identity, KEY_HEADER, type Ask } from '../harness/exchange.ts';

const PREDICATES = new Set(['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains']);
const USUAL = new Set([KEY_HEADER, 'accept']);

/**
 * Whether every server answers this request with a list. What is refused as malformed may or may not spend the budget,
 * so it has no place in a burst that counts to exactly the limit.
 */
export function asksForList(ask: Ask, contract: Contract): boolean {
  const operation = contract.operations.find(({ id }) => id === ask.operation);
  if (operation === undefined || operation.pathParameters.length > 0 || ask.method !== 'GET') return false;
  if (!Object.keys(ask.headers).every((name) => USUAL.has(name))) return false;
  if (ask.headers.accept !== 'application/json') return false;
  const [path = '', query = ''] = ask.target.split('?');
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

/** Whether a condition is of its field's type, so that no server has reason to refuse it. */
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
export function burstAsks(questions: readonly Ask[], contract: Contract, scene: string, count: number): Ask[] {
  const byOperation = new Map<string, Ask[]>();
  const taken = new Set<string>();
  for (const ask of questions) {
    const id = identity(ask);
    if (taken.has(id) || !asksForList(ask, contract)) continue;
    taken.add(id);
    const key = ask.operation ?? '';
    byOperation.set(key, [...(byOperation.get(key) ?? []), ask]);
  }
  const asks: Ask[] = [];
  for (let round = 0; asks.length < count; round += 1) {
    const next = [...byOperation.values()].map((list) => list[round]).filter((ask) => ask !== undefined);
    if (next.length === 0) break;
    asks.push(...next);
  }
  const lists = plainLists(contract);
  for (let i = asks.length; i < count; i += 1) {
    const operation = lists[i % lists.length];
    if (operation !== undefined) asks.push(listAsk(operation, { pageSize: 1 }, { fresh: `${scene} ${i}` }));
  }
  return asks.slice(0, count);
}

/** The operations that can be asked without an id. */
export function plainLists(contract: Contract): Operation[] {
  return contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
}
