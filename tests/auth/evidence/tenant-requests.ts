import type { Operation } from '../../../spec/contract.ts';
import type { CheckContext, Depth, RequestGroup } from '../../../verifier/check-context.ts';
import { header, type CompletedExchange, type RequestSpec } from '../../../verifier/exchange.ts';
import { envelope, knownList, valueAt, type Envelope, type Row } from '../../../verifier/model/known-lists.ts';
import { readListRequest } from '../../../verifier/model/list-request.ts';
import { predictRules } from '../../../verifier/model/rules.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { listRequest, type FilterRule } from '../../../verifier/requests.ts';
import { absentIds } from '../../contract/checks/rel-06.ts';
import { early } from '../../contract/checks/rotate.ts';
import { openOperations } from '../checks/operations.ts';
import { sideOf } from './tenants.ts';

/** Most responses with an odd count for which the same is requested with the other provider's key. */
const MOST_COUNTS = 3;
/** Rules that name the other provider's row by its id: the first ones. */
const BY_ID = 2;

/** The other provider's response to the same request, where one was recorded. */
function foreignList({ recorder }: CheckContext, operation: Operation): CompletedExchange | undefined {
  return recorder.find(listRequest(operation, {}, { key: 'foreign' }));
}

/**
 * Requests with the active key that name what only another provider has: its ids in a filter, alone and joined by `or`, its
 * names, its rows in the path. Also requests for which some servers forget whose rows they serve.
 */
export function* namingTheirs(context: CheckContext): Iterable<RequestGroup> {
  if (!context.target.keys.has('foreign')) return;
  for (const [nth, operation] of openOperations(context).entries()) {
    const list = knownList(context, operation);
    const theirs = foreignList(context, operation);
    const rows = (theirs && envelope(theirs.response)?.items) ?? [];
    if (!list || theirs === undefined) continue;
    const depth: Depth = nth === 0 ? 'standard' : 'full';
    for (const [i, filter] of rules(operation, list.rows, rows).entries()) {
      // In every standard run its id, alone and joined by `or`: there, servers forget most easily whose rows they serve.
      const own: Depth = nth === 0 && i < BY_ID ? early(context) : depth;
      yield { requests: [listRequest(operation, { filter })], depth: own, label: `theirs ${operation.id} ${i}` };
    }
    yield* forgetting(operation, depth, theirs);
  }
  yield* belowTheirs(context);
  yield* countedToo(context);
}

function rules(operation: Operation, ours: readonly Row[], theirs: readonly Row[]): (FilterRule | FilterRule[])[] {
  const has = (field: string) =>
    operation.fields.some(({ name, member: fieldPath }) => name === field && fieldPath === field);
  const text = (row: Row | undefined, fieldName: string) => {
    const value = row && valueAt(row, fieldName);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const made: (FilterRule | FilterRule[])[] = [];
  const [own, other] = [text(ours[0], 'id'), text(theirs[0], 'id')];
  if (has('id') && own !== undefined) {
    const ofOwn: FilterRule = { field: 'id', predicate: 'equal', condition: own };
    if (other !== undefined && !ours.some((row) => text(row, 'id') === other)) {
      made.push({ field: 'id', predicate: 'equal', condition: other });
      made.push([
        { ...ofOwn, operator: 'or' },
        { field: 'id', predicate: 'equal', condition: other },
      ]);
    } else made.push([{ ...ofOwn, operator: 'or' }, ofOwn]);
    made.push({ ...ofOwn, predicate: 'notEqual' });
  }
  for (const path of ['client.id', 'name', 'title', 'client.name']) {
    const values = theirs.map((row) => text(row, path)).filter((value) => value !== undefined);
    const value = values.find((one) => ours.every((row) => text(row, path) !== one));
    if (!has(path) || value === undefined) continue;
    made.push({ field: path, predicate: path === 'name' ? 'contains' : 'equal', condition: value });
  }
  return made;
}

/**
 * Requests that need no row of the other provider: an order, a second page, a parameter that names a tenant, a list right after
 * theirs.
 */
function* forgetting(operation: Operation, depth: Depth, theirs: CompletedExchange): Iterable<RequestGroup> {
  const label = (what: string) => `theirs ${operation.id} ${what}`;
  const id = idOf(envelope(theirs.response)?.items[0]);
  const field = operation.fields[0]?.name ?? 'id';
  const more = ['providerId', 'tenantId', 'itProviderId'].map((name) => [name, id] as const);
  const requests = [
    listRequest(operation, { sort: { field, direction: 'desc' } }),
    listRequest(operation, { page: 2, pageSize: 5 }),
    listRequest(operation, { more }),
  ];
  for (const [i, request] of requests.entries()) yield { requests: [request], depth, label: label(String(i)) };
  const fresh = 'right after theirs';
  yield {
    requests: [listRequest(operation, {}, { key: 'foreign', fresh }), listRequest(operation, {}, { fresh })],
    depth,
    label: label(fresh),
  };
  // For a cache that distinguishes responses only by their URL: filtered, sorted and paged, because caches keep the expensive
  // ones.
  const rule = operation.fields.some(({ name }) => name === 'id') && {
    filter: { field: 'id', predicate: 'notEqual', condition: id },
  };
  const query = { page: 1, pageSize: Math.min(50, operation.maxPageSize), ...rule, sort: { field, direction: 'asc' } };
  yield {
    requests: [listRequest(operation, query), listRequest(operation, query, { key: 'foreign' })],
    depth,
    label: label('right after ours'),
  };
  const tag = header(theirs.response, 'etag');
  if (tag !== undefined) yield { requests: [withTag(operation, tag)], depth, label: label('the tag of theirs') };
}

function idOf(row: Row | undefined): string {
  const id = row && valueAt(row, 'id');
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '1';
}

/** The active key's list, with the other provider's ETag. */
export function withTag(operation: Operation, tag: string) {
  return listRequest(operation, {}, { headers: { 'if-none-match': tag } });
}

/** Rows of the other provider that are tried at most in search of one with rows below it, at `standard` and at `full`. */
const MOST_BELOW = { standard: 3, full: 8 } as const;

/** A list below a row that only the other provider has, as each of the two requests it. */
interface Below {
  readonly operation: Operation;
  readonly id: string | number;
  readonly theirs: RequestSpec;
  readonly ours: RequestSpec;
  /** The list below a row that nobody has. */
  readonly absent: RequestSpec;
  /** Whether it is sure that the active key's provider has no row of this id: both may count from 1. */
  readonly isForeign: boolean;
}

/** The lists of an operation below rows that only the other provider has, by what its plain list showed. */
function listsBelow(context: CheckContext, operation: Operation): Below[] {
  const { parent } = operation;
  const owner = context.contract.operations.find(({ id }) => id === parent?.operation);
  const list = owner && knownList(context, owner);
  const theirs = owner && foreignList(context, owner);
  if (!parent || !list || !theirs) return [];
  const ours = new Set(list.known.map((row) => valueAt(row, parent.member)));
  const ids = (envelope(theirs.response)?.items ?? [])
    .map((row) => valueAt(row, parent.member))
    .filter((id): id is string | number => (typeof id === 'string' || typeof id === 'number') && !ours.has(id));
  const below = (id: string | number, key = 'active') =>
    listRequest(operation, {}, { path: { [parent.parameter]: id }, key });
  const absent = below(absentIds(operation).find((id) => !ours.has(id)) ?? '');
  return ids.slice(0, MOST_BELOW.full).map((id) => ({
    ...{ operation, id, absent },
    theirs: below(id, 'foreign'),
    ours: below(id),
    isForeign: list.complete,
  }));
}

/** All lists below rows that only the other provider has. */
export const listsBelowTheirs = (context: CheckContext): Below[] =>
  context.contract.operations.flatMap((operation) => listsBelow(context, operation));

/** The first of an operation with both keys; the others with the active key where they have rows, to `standard` up to the first. */
function* belowTheirs(context: CheckContext): Iterable<RequestGroup> {
  for (const operation of context.contract.operations) {
    let isFound = false;
    for (const [i, { theirs, ours, absent }] of listsBelow(context, operation).entries()) {
      const seen = context.recorder.find(theirs);
      const hasRows = ((seen && envelope(seen.response)?.items.length) ?? 0) > 0;
      yield {
        requests: i === 0 ? [theirs, ours, absent] : hasRows ? [theirs, ours] : [theirs],
        depth: isFound || i >= MOST_BELOW.standard ? 'full' : early(context),
        label: `below theirs ${operation.id} ${i}`,
      };
      // One after the other: whether the next one is needed is not known yet.
      if (seen === undefined && context.depth === 'standard') break;
      isFound ||= hasRows;
    }
  }
}

/** A response whose count differs from the rows up to its last page, and by how many. */
export interface OddCount {
  readonly exchange: CompletedExchange;
  readonly list: Envelope;
  readonly excess: number;
  /** Rows on the pages before, and rows that a page may hold. */
  readonly before: number;
  readonly size: number;
}

/** Answers to own keys whose last page ends before the count does. */
export function oddCounts(context: CheckContext): OddCount[] {
  const odd: OddCount[] = [];
  for (const exchange of context.recorder.completed()) {
    const { request, response } = exchange;
    const operation = context.contract.operations.find(({ id }) => id === request.operation);
    const list = sideOf(exchange) === 'own' && request.method === 'GET' ? envelope(response) : null;
    if (!operation || !list) continue;
    const query = new URLSearchParams(request.target.split('?')[1] ?? '');
    const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('pageSize') ?? operation.defaultPageSize)];
    if (!(page >= 1) || !(size >= 1) || list.items.length >= size || (page > 1 && list.items.length === 0)) continue;
    const before = (page - 1) * size;
    const excess = list.totalCount - before - list.items.length;
    if (excess > 0 && !countsOwnRows(context, exchange, list.totalCount))
      odd.push({ exchange, list, excess, before, size });
  }
  return odd.slice(0, MOST_COUNTS);
}

/** Whether a count is that of own rows alone, where all of them are known: then its page is short for another reason. */
function countsOwnRows(context: CheckContext, { request }: CompletedExchange, totalCount: number): boolean {
  const operation = context.contract.operations.find(({ id }) => id === request.operation);
  const list = operation && knownList(context, operation);
  const read = operation && readListRequest(operation, request);
  if (!list?.complete || !read) return false;
  const matches = list.known.map((row) => predictRules(operation, row, read.filters));
  return totalCount <= matches.filter((match) => match !== 'no').length;
}

/** The same request with the other provider's key. */
export function sameOfTheirs({ request }: CompletedExchange) {
  const { fresh: _, ...rest } = request;
  // AUTH-03 spells the header in another way: both spellings would be two keys.
  const others = Object.entries(request.headers).filter(([name]) => name.toLowerCase() !== KEY_HEADER);
  return { ...rest, headers: { ...Object.fromEntries(others), [KEY_HEADER]: '{{foreign}}' } };
}

/** Where a count is too large, the same is requested with the other provider's key: its rows may be counted, too. */
function* countedToo(context: CheckContext): Iterable<RequestGroup> {
  for (const { exchange } of oddCounts(context))
    yield { requests: [sameOfTheirs(exchange)], depth: 'quick', label: 'counted too', urgent: true };
}
