import type { Field, Operation } from '../../spec/contract.ts';
import { keyOf, type RequestSpec } from '../exchange.ts';
import type { FilterRule, SortRule } from '../requests.ts';

/** The parts of a well-formed list request. */
export interface ListRequest {
  readonly page: number;
  readonly pageSize: number;
  /** Whether it states the page, or its size, itself. */
  readonly paged: boolean;
  readonly filters: readonly FilterRule[];
  /** Filters before these that choose a slice of the list, joined by `and`: what is promised of the list holds for the slice. */
  readonly within: readonly FilterRule[];
  readonly sorts: readonly { readonly field: Field; readonly direction: 'asc' | 'desc' }[];
}

const OWN = ['active', 'sibling'];
const KNOWN = ['page', 'pageSize', 'queryFilters', 'sortingRules'];
const PREDICATES = ['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains'];
const WHOLE = /^[1-9]\d{0,5}$/;

const parsed = new WeakMap<RequestSpec, ListRequest | null>();

/**
 * Reads a list request where the contract promises its response: GET, a key of the provider under test, no unusual header,
 * documented fields, well-formed values, filters joined by one operator.
 * @returns null for any other request
 */
export function readListRequest(operation: Operation, request: RequestSpec): ListRequest | null {
  const known = parsed.get(request);
  if (known !== undefined) return known;
  const read = readable(request) ? readTarget(operation, request.target) : null;
  parsed.set(request, read);
  return read;
}

/**
 * Reads a request for a slice of a list.
 * @param within the filter that chose the slice
 * @returns null for a request that does not begin with it
 */
export function readWithin(
  operation: Operation,
  within: readonly FilterRule[],
  request: RequestSpec,
): ListRequest | null {
  const read = readListRequest(operation, request);
  if (!read || within.length === 0) return read;
  const begins = within.every((rule, i) => isSameRule(rule, read.filters[i]));
  const isJoined = read.filters.length === within.length || read.filters[0]?.operator === 'and';
  return begins && isJoined ? { ...read, within, filters: read.filters.slice(within.length) } : null;
}

/** Whether two rules compare the same field with the same condition in the same way, however they are joined to others. */
export const isSameRule = (a: FilterRule, b: FilterRule | undefined) =>
  a.field === b?.field && a.predicate === b.predicate && a.condition === b.condition;

function readable({ method, headers, via, ...request }: RequestSpec): boolean {
  const names = Object.keys(headers).length;
  const own = OWN.includes(keyOf({ method, headers, ...request }) ?? '');
  return method === 'GET' && via === undefined && own && names === 2 && headers['accept'] === 'application/json';
}

function readTarget(operation: Operation, target: string): ListRequest | null {
  const query = new URLSearchParams(target.split('?')[1] ?? '');
  const names = [...query.keys()];
  if (names.some((name) => !KNOWN.includes(name))) return null;
  const page = number(query.getAll('page'), 1);
  const pageSize = number(query.getAll('pageSize'), operation.defaultPageSize);
  const filters = rules<FilterRule>(query.getAll('queryFilters'));
  const sorts = rules<SortRule>(query.getAll('sortingRules'));
  if (page === null || pageSize === null || pageSize > operation.maxPageSize || !filters || !sorts) return null;
  if (isOtherForm(query.getAll('queryFilters'), filters.length)) return null;
  const fields = new Map(promisedFields(operation).map((field) => [field.name, field]));
  if (!filters.every((rule) => fields.has(rule.field) && isPredicted(rule))) return null;
  const joins = new Set(filters.slice(0, -1).map(({ operator }) => operator ?? 'and'));
  if (joins.size > 1) return null;
  const by = sorts.flatMap(({ field: name, direction }): ListRequest['sorts'] => {
    const field = fields.get(name);
    const way = direction === 'asc' ? 'asc' : direction === 'desc' ? 'desc' : undefined;
    return field && way ? [{ field, direction: way }] : [];
  });
  if (by.length < sorts.length) return null;
  return {
    page,
    pageSize,
    paged: names.includes('page') || names.includes('pageSize'),
    filters,
    within: [],
    sorts: by,
  };
}

/** Fields that the contract's evidence promises to filter and sort by; contested ones (arrays) are not judged. */
export function promisedFields({ fields }: Operation): Field[] {
  return fields.filter(({ evidence, type }) => evidence !== 'assumed' && !['array', 'object'].includes(type));
}

/** Whether filters are a repeated parameter or an array of one. That these mean the same is only assumed: FIL-10 judges it. */
const isOtherForm = (texts: readonly string[], count: number) =>
  texts.length > 1 || (count === 1 && texts.some((text) => text.trim().startsWith('[')));

function isPredicted({ predicate, condition }: FilterRule): boolean {
  return PREDICATES.includes(predicate) && typeof condition === 'string' && condition.trim() !== '';
}

function number(values: readonly string[], otherwise: number): number | null {
  if (values.length === 0) return otherwise;
  return values.length === 1 && WHOLE.test(values[0] ?? '') ? Number(values[0]) : null;
}

function rules<Rule>(texts: readonly string[]): Rule[] | null {
  try {
    const read = texts.flatMap((text) => JSON.parse(text) as Rule | Rule[]);
    return read.every((rule) => typeof rule === 'object' && rule !== null && !Array.isArray(rule)) ? read : null;
  } catch {
    return null;
  }
}
