import type { Operation } from '../spec/contract.ts';
import { sampleValue } from '../spec/sample-value.ts';
import type { RequestSpec } from './exchange.ts';
import { KEY_HEADER } from './key-header.ts';

/** One filter rule as the API takes it; `operator` says how it joins the next. */
export interface FilterRule {
  field: string;
  predicate: 'equal' | 'notEqual' | 'greaterThan' | 'lessThan' | 'contains' | (string & {});
  condition: string | null;
  operator?: 'and' | 'or' | null;
}

export interface SortRule {
  field: string;
  direction: 'asc' | 'desc' | (string & {});
}

/** What a list is asked for. Values are sent as they stand, so that malformed ones can be sent too. */
export interface ListQuery {
  page?: number | string;
  pageSize?: number | string;
  filter?: FilterRule | readonly FilterRule[];
  sort?: SortRule | readonly SortRule[];
  /** Further parameters, in order, names and values not yet encoded. */
  more?: readonly (readonly [string, string])[];
}

export interface RequestOptions {
  /** Name of the key to send (default `active`), or null for no key at all. */
  key?: string | null;
  headers?: RequestSpec['headers'];
  method?: string;
  fresh?: string;
  via?: RequestSpec['via'];
  /** Values for the parameters in the path, by name. */
  path?: Readonly<Record<string, string | number>>;
}

/**
 * Builds the request for a list of the contract.
 * @throws when a path parameter has no value: a request with a hole in it would be evidence of nothing
 */
export function listRequest(operation: Operation, query: ListQuery = {}, options: RequestOptions = {}): RequestSpec {
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = options.path?.[name];
    if (value === undefined) throw new Error(`${operation.id}: no value for {${name}}`);
    return encodeURIComponent(value);
  });
  const demanded = demandedParameters(operation);
  const asked = search(query, demanded.query);
  const headers =
    demanded.headers.length > 0 ? { headers: { ...Object.fromEntries(demanded.headers), ...options.headers } } : {};
  return rawRequest(path + asked, { ...options, ...headers, operation: operation.id });
}

type Pair = readonly [name: string, value: string];

const demands = new WeakMap<Operation, { readonly query: readonly Pair[]; readonly headers: readonly Pair[] }>();

/** Parameters that every request has to carry, as an imported contract may say, each with its example. */
function demandedParameters(operation: Operation): {
  readonly query: readonly Pair[];
  readonly headers: readonly Pair[];
} {
  const known = demands.get(operation);
  if (known) return known;
  const pairs = (place: 'query' | 'header') =>
    operation.parameters
      .filter((parameter) => parameter.required === true && parameter.in === place)
      .map(({ name, schema = {}, example }): Pair => {
        const value = example ?? schema.default ?? sampleValue(schema, 1);
        return [
          place === 'header' ? name.toLowerCase() : name,
          typeof value === 'string' ? value : JSON.stringify(value),
        ];
      });
  const made = { query: pairs('query'), headers: pairs('header') };
  demands.set(operation, made);
  return made;
}

/** Builds a request for any path and query below the base URL, sent as they stand. */
export function rawRequest(target: string, options: RequestOptions & { operation?: string } = {}): RequestSpec {
  const key = options.key === undefined ? 'active' : options.key;
  return {
    ...(options.operation === undefined ? {} : { operation: options.operation }),
    ...(options.fresh === undefined ? {} : { fresh: options.fresh }),
    ...(options.via === undefined ? {} : { via: options.via }),
    method: options.method ?? 'GET',
    target,
    headers: {
      accept: 'application/json',
      ...(key === null ? {} : { [KEY_HEADER]: `{{${key}}}` }),
      ...options.headers,
    },
  };
}

function search(query: ListQuery, demanded: readonly Pair[]): string {
  const pairs: (readonly [string, string])[] = [];
  if (query.page !== undefined) pairs.push(['page', String(query.page)]);
  if (query.pageSize !== undefined) pairs.push(['pageSize', String(query.pageSize)]);
  if (query.filter !== undefined) pairs.push(['queryFilters', JSON.stringify(query.filter)]);
  if (query.sort !== undefined) pairs.push(['sortingRules', JSON.stringify(query.sort)]);
  pairs.push(...(query.more ?? []));
  pairs.push(...demanded.filter(([name]) => !pairs.some(([sent]) => sent === name)));
  if (pairs.length === 0) return '';
  return `?${pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')}`;
}
