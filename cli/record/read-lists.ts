import type { OwnData, Row } from '../../mocks/types.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import { json, type Exchange } from '../../verifier/exchange.ts';
import { listRequest } from '../../verifier/requests.ts';
import { UserError } from '../../verifier/user-error.ts';
import type { Partial, ReadPage } from './partial.ts';

/** How lists are read. */
export interface Reading {
  readonly contract: Contract;
  /** Operations that are read; all unless set. */
  readonly lists: readonly string[];
  /** Most rows of each list. */
  readonly maxRows: number;
  readonly partial: Partial;
  /** Sends a request within the quota. */
  readonly send: (request: ReturnType<typeof listRequest>) => Promise<Exchange>;
  readonly say: (line: string) => void;
  readonly isStopped: () => boolean;
  /** Reports the cost before most of the requests are sent. */
  readonly onPlan: (requests: number, rows: number) => void;
}

/** The rows that were read, and which lists changed meanwhile. */
export interface ReadLists {
  readonly data: OwnData;
  readonly moved: readonly string[];
  readonly isComplete: boolean;
}

/** Thrown where the user stopped the reading; what was read is in the partial file. */
export class Stopped extends Error {}

/**
 * Reads lists page by page. First the first page of each, which says how many there are; then the other pages; then the lists
 * below another's rows.
 * @throws Stopped, and UserError where the target rejects a request
 */
export async function readLists(reading: Reading): Promise<ReadLists> {
  const { contract, lists, onPlan } = reading;
  const chosen = contract.operations.filter(({ id }) => lists.includes(id));
  const flat = chosen.filter(({ pathParameters }) => pathParameters.length === 0);
  const nested = chosen.filter(({ pathParameters, parent }) => pathParameters.length === 1 && parent);
  const firsts = new Map<string, ReadPage>();
  for (const operation of flat) firsts.set(operation.id, await pageOf(reading, operation, 1));
  const rowsOf = (id: string) => Math.min(firsts.get(id)?.total ?? 0, reading.maxRows);
  const pages = flat.reduce(
    (sum, { id, maxPageSize }) => sum + Math.max(0, Math.ceil(rowsOf(id) / maxPageSize) - 1),
    0,
  );
  const below = nested.reduce((sum, { parent }) => sum + rowsOf(parent?.operation ?? ''), 0);
  onPlan(
    pages + below,
    flat.reduce((sum, { id }) => sum + rowsOf(id), 0),
  );
  const moved = new Set<string>();
  const data: Record<string, readonly Row[] | Record<string, readonly Row[]>> = {};
  for (const operation of flat) data[operation.id] = await wholeList(reading, operation, moved);
  for (const operation of nested) {
    const { operation: parentId = '', member: field = 'id' } = operation.parent ?? {};
    const children: Record<string, readonly Row[]> = {};
    for (const row of (data[parentId] ?? []) as readonly Row[]) {
      const key = String(row[field]);
      children[key] = await wholeList(reading, operation, moved, key);
    }
    data[operation.id] = children;
  }
  return { data, moved: [...moved], isComplete: true };
}

/** How often a changing list is read before it is taken as it is. */
const ATTEMPTS = 2;

async function wholeList(
  reading: Reading,
  operation: Operation,
  moved: Set<string>,
  parent?: string,
): Promise<readonly Row[]> {
  const { maxRows, say } = reading;
  for (let attempt = 1; ; attempt += 1) {
    const first = await pageOf(reading, operation, 1, parent, attempt > 1);
    const pages = [first];
    for (let page = 2; rows(pages).length < Math.min(first.total, maxRows); page += 1) {
      const next = await pageOf(reading, operation, page, parent, attempt > 1);
      pages.push(next);
      if (next.items.length === 0) break;
    }
    const all = rows(pages);
    const ids = new Set(all.map((row) => JSON.stringify(row['id'] ?? row)));
    const isSame = pages.every(({ total }) => total === first.total) && ids.size === all.length;
    if (isSame && all.length >= Math.min(first.total, maxRows)) return all.slice(0, maxRows);
    moved.add(operation.id);
    if (attempt < ATTEMPTS) {
      say(`${operation.id} changed while it was read: it is read again`);
      continue;
    }
    const seen = new Set<string>();
    const once = all.filter((row) => {
      const id = JSON.stringify(row['id'] ?? row);
      return !seen.has(id) && seen.add(id);
    });
    return once.slice(0, maxRows);
  }
}

const rows = (pages: readonly ReadPage[]): Row[] => pages.flatMap(({ items }) => items);

async function pageOf(
  reading: Reading,
  operation: Operation,
  page: number,
  parent?: string,
  anew = false,
): Promise<ReadPage> {
  const { partial } = reading;
  const isIt = (one: ReadPage) => one.operation === operation.id && one.parent === parent && one.page === page;
  const known = anew ? undefined : (partial.pages.find(isIt) ?? memory(reading).find(isIt));
  if (known) return known;
  if (reading.isStopped()) throw new Stopped('stopped');
  const [name] = operation.pathParameters;
  const path = name === undefined || parent === undefined ? {} : { path: { [name]: parent } };
  const request = listRequest(operation, { page, pageSize: operation.maxPageSize }, path);
  const exchange = await reading.send(request);
  const body = exchange.response && (json(exchange.response) as { totalCount?: unknown; items?: unknown } | undefined);
  // The parent row may be gone by now: then there is nothing below it.
  const isGone = parent !== undefined && exchange.response?.status === 404;
  if (!isGone && (exchange.response?.status !== 200 || !Array.isArray(body?.items))) {
    const got = exchange.response ? `status ${exchange.response.status}` : (exchange.error ?? 'no response');
    throw new UserError(
      `${request.target} returned ${got}, not a list. What was read is kept: the same command goes on.`,
    );
  }
  const items = isGone ? [] : (body?.items as readonly Row[]);
  const total = isGone ? 0 : Number(body?.totalCount ?? items.length);
  const read = { operation: operation.id, ...(parent === undefined ? {} : { parent }), page, total, items };
  memory(reading).push(read);
  partial.add(read);
  return read;
}

const memories = new WeakMap<Partial, ReadPage[]>();

/** Pages that this process read. */
function memory({ partial }: Reading): ReadPage[] {
  const known = memories.get(partial) ?? [];
  memories.set(partial, known);
  return known;
}
