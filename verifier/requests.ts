import type { Contract, Operation } from '../spec/contract.ts';
import { otherForms, type RuleForm } from '../spec/openapi/rule-form.ts';
import { demandedParameters } from './demanded.ts';
import type { Demanded, RequestSpec } from './exchange.ts';
import { KEY_HEADER } from './key-header.ts';
import { pageSizeNear } from './page-sizes.ts';
import { inForm } from './rule-form.ts';

/** The operations that can be requested without an id. */
export function plainLists(contract: Contract): Operation[] {
  return contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
}

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

/** The parameters of a list request. Values are sent as they stand, so that malformed ones can be sent too. */
export interface ListQuery {
  page?: number | string;
  pageSize?: number | string;
  filter?: FilterRule | readonly FilterRule[];
  sort?: SortRule | readonly SortRule[];
  /** Writes the parameters in the reverse order: none of them depends on its place. */
  reversed?: boolean;
  /** Writes the fields of each rule in the reverse order: JSON gives them none. */
  fieldsReversed?: boolean;
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
 * Builds a list request of the contract.
 * @throws when a path parameter has no value
 */
export function listRequest(operation: Operation, query: ListQuery = {}, options: RequestOptions = {}): RequestSpec {
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = options.path?.[name];
    if (value === undefined) throw new Error(`${operation.id}: no value for {${name}}`);
    return encodeURIComponent(value);
  });
  const pairs = pairsOf(allowedQuery(operation, query));
  const raw = rawRequest(path + search(pairs), { ...options, operation: operation.id });
  const missing = missingFrom(pairs, operation);
  const forms = formsOf(operation);
  const rules = missing?.query.filter(([name]) => forms?.has(name)) ?? [];
  const rest = missing && { ...missing, query: missing.query.filter((pair) => !rules.includes(pair)) };
  const request = rest ? { ...raw, demanded: rest } : raw;
  const sent = [...pairs, ...rules];
  if (!forms || !sent.some(([name]) => forms.has(name))) return request;
  const written = pairsInForms(sent, forms);
  return { ...request, wire: written ? path + search(written) : null };
}

/** What the contract requires on every request of a list and these pairs lack; undefined where it requires nothing. */
function missingFrom(pairs: readonly Pair[], operation: Operation): Demanded | undefined {
  const { query, headers } = demandedParameters(operation);
  if (query.length === 0 && headers.length === 0) return undefined;
  const missing = query.filter(([name]) => !pairs.some(([sent]) => sent === name));
  return { query: missing, headers: Object.fromEntries(headers) };
}

const otherFormsOf = new WeakMap<Operation, ReadonlyMap<string, RuleForm> | null>();

/** The forms of the contract's rule parameters, for those that are not JSON in one text. */
export function formsOf(operation: Operation): ReadonlyMap<string, RuleForm> | undefined {
  const known = otherFormsOf.get(operation);
  if (known !== undefined) return known ?? undefined;
  const forms = otherForms(operation.parameters);
  otherFormsOf.set(operation, forms ?? null);
  return forms;
}

/** The pairs with their rules in the contract's form; undefined where the form cannot express them. */
function pairsInForms(pairs: readonly Pair[], forms: ReadonlyMap<string, RuleForm>): Pair[] | undefined {
  const rules = [...forms].map(([name, form]) => {
    const texts = pairs.filter(([sent]) => sent === name).map(([, text]) => text);
    return texts.length === 0 ? [] : inForm(form, name, texts);
  });
  const written = [...pairs.filter(([name]) => !forms.has(name)), ...rules.flatMap((part) => part ?? [])];
  // Two sets of rules that are both spread over several parameters would merge into one.
  const unique =
    new Set(written.map(([name]) => name)).size === written.length || [...forms.values()].includes('repeated');
  return rules.every((part) => part !== undefined) && unique ? written : undefined;
}

type Pair = readonly [name: string, value: string];

/** Builds a request for any path and query below the base URL, sent as they stand. */
export function rawRequest(target: string, options: RequestOptions & { operation?: string } = {}): RequestSpec {
  const key = options.key === undefined ? 'active' : options.key;
  return {
    ...(options.operation === undefined ? {} : { operation: options.operation }),
    ...(options.fresh === undefined ? {} : { fresh: options.fresh }),
    ...(options.via === undefined ? {} : { via: options.via }),
    method: options.method ?? 'GET',
    target,
    headers: options.headers === undefined ? usualHeaders(key) : { ...usualHeaders(key), ...options.headers },
  };
}

const usual = new Map<string | null, RequestSpec['headers']>();

/** The headers of a request that sets none itself; shared, because a run creates many thousands. */
function usualHeaders(key: string | null): RequestSpec['headers'] {
  const known = usual.get(key);
  if (known !== undefined) return known;
  const made = Object.freeze({ accept: 'application/json', ...(key === null ? {} : { [KEY_HEADER]: `{{${key}}}` }) });
  usual.set(key, made);
  return made;
}

/** The same query with a page of a size that the contract allows; sizes above the largest, and malformed ones, stay. */
function allowedQuery(operation: Operation, query: ListQuery): ListQuery {
  const { pageSize } = query;
  if (typeof pageSize !== 'number' || pageSize < 1 || pageSize > operation.maxPageSize) return query;
  return { ...query, pageSize: pageSizeNear(operation, pageSize) };
}

function pairsOf(query: ListQuery): Pair[] {
  const pairs: Pair[] = [];
  if (query.page !== undefined) pairs.push(['page', String(query.page)]);
  if (query.pageSize !== undefined) pairs.push(['pageSize', String(query.pageSize)]);
  const text = (rules: object) => JSON.stringify(query.fieldsReversed ? reversed(rules) : rules);
  if (query.filter !== undefined) pairs.push(['queryFilters', text(query.filter)]);
  if (query.sort !== undefined) pairs.push(['sortingRules', text(query.sort)]);
  if (query.reversed) pairs.reverse();
  pairs.push(...(query.more ?? []));
  return pairs;
}

/** Rules, one or several, with their fields in the reverse order. */
const reversed = (rules: object): object =>
  Array.isArray(rules)
    ? rules.map((rule: object) => reversed(rule))
    : Object.fromEntries(Object.entries(rules).reverse());

function search(pairs: readonly Pair[]): string {
  if (pairs.length === 0) return '';
  return `?${pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')}`;
}
