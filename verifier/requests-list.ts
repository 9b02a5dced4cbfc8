import type { Contract, Operation } from '../spec/contract.ts';
import type { RequestSpec } from './exchange.ts';
import { KEY_HEADER } from './key-header.ts';
import type { FilterRule, SortRule } from './requests.ts';

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
