import type { Contract, Operation } from '../spec/contract.ts';
import type { RequestSpec } from './exchange.ts';
import { KEY_HEADER } from './key-header.ts';
import type { FilterRule, SortRule } from './requests.ts';

const PREDICATES = new Set(['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains']);
const USUAL = new Set([KEY_HEADER, 'accept']);

/**
 * Whether every conforming server responds to this request with a list. A malformed request may or may not use quota, so it has
 * no place in a burst that counts to exactly the limit.
 */
export function requestsList(request: RequestSpec, contract: Contract): boolean {
  const operation = contract.operations.find(({ id }) => id === request.operation);
  if (operation === undefined || operation.pathParameters.length > 0 || request.method !== 'GET') return false;
  if (!Object.keys(request.headers).every((name) => USUAL.has(name))) return false;
  if (request.headers.accept !== 'application/json') return false;
  const [path = '', query = ''] = request.target.split('?');
  if (path !== operation.path) return false;
  const parameters = [...new URLSearchParams(query)];
  // No document says which of two values counts, or that both are rejected.
  if (new Set(parameters.map(([name]) => name)).size < parameters.length) return false;
  return parameters.every(([name, value]) => wellFormed(name, value, operation));
}

function wellFormed(name: string, value: string, operation: Operation): boolean {
  switch (name) {
    case 'page':
      return /^[1-9]\d{0,5}$/.test(value);
    case 'pageSize':
      return /^[1-9]\d{0,2}$/.test(value) && Number(value) <= operation.maxPageSize;
    case 'queryFilters': {
      const filters = rules(value, ['field', 'predicate', 'condition', 'operator']) as FilterRule[] | null;
      return (
        filters?.every(
          ({ field, predicate, condition }) =>
            PREDICATES.has(predicate) && typeof condition === 'string' && fits(condition, fieldType(operation, field)),
        ) ?? false
      );
    }
    case 'sortingRules': {
      const sorts = rules(value, ['field', 'direction']) as SortRule[] | null;
      return (
        sorts?.every(
          ({ field, direction }) =>
            fieldType(operation, field) !== undefined && (direction === 'asc' || direction === 'desc'),
        ) ?? false
      );
    }
    default:
      return false;
  }
}

const FORMS: Readonly<Record<string, RegExp>> = {
  string: /^(?=.*\S)[^\p{Cc}\p{Cs}]+$/su,
  uuid: /^[\da-f-]{36}$/i,
  integer: /^\d{1,9}$/,
  number: /^\d{1,9}(\.\d+)?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d\d-\d\dT[\d:.]+Z?$/,
  'year-month': /^\d{4}-\d\d$/,
};

/** Whether a condition is of its field's type, so that no server has a reason to reject it. */
function fits(condition: string, type: string | undefined): boolean {
  return type !== undefined && (FORMS[type]?.test(condition) ?? false);
}

/** The rules in a JSON parameter, if they have the form that we write; null otherwise. */
function rules(text: string, names: readonly string[]): Record<string, unknown>[] | null {
  try {
    const value: unknown = JSON.parse(text);
    const all: unknown[] = Array.isArray(value) ? (value as unknown[]) : [value];
    const wellFormed = all.length > 0 && JSON.stringify(value) === text && all.every((one) => isRule(one, names));
    return wellFormed ? (all as Record<string, unknown>[]) : null;
  } catch {
    return null;
  }
}

function isRule(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).every((name) => names.includes(name));
}

function fieldType(operation: Operation, name: string): string | undefined {
  return operation.fields.find((field) => field.name === name && field.evidence !== 'assumed')?.type;
}
