/**
 * A client of the myITprocess API with fetch: prints the names of the active clients with their newest reviews, one JSON object a
 * line. It reads pages in parallel. DEFECT names a mistake that it makes on purpose; without one it keeps every client rule.
 */
import { setTimeout as wait } from 'node:timers/promises';

const { MITP_BASE_URL: base = '', MITP_API_KEY: key = '', DEFECT: defect = '' } = process.env;

const ATTEMPTS = 5;
const TIMEOUT_MS = 15_000;
/** Pages requested at a time. */
const AT_ONCE = 4;

interface Page<Row> {
  readonly page: number;
  readonly pageSize: number;
  readonly totalCount: number;
  readonly items: readonly Row[];
}
interface Client {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly alignmentScore: number | null;
}
interface Review {
  readonly id: number;
  readonly name: string;
  readonly createdDate: string;
  readonly client: { readonly id: string; readonly name: string } | null;
}

/** After a rejection all requests wait here until the server's time has passed. */
let quietUntil = 0;

function retryAfter(text: string | null, now: number): number {
  if (text === null) return 1000;
  if (defect === 'parse-seconds-only') return Number(text) * 1000 || 0;
  return /^\d+$/.test(text) ? Number(text) * 1000 : Math.max(0, Date.parse(text) - now);
}

async function send(path: string, query: Readonly<Record<string, string>>): Promise<Response> {
  const parameters = new URLSearchParams(query);
  const headers: Record<string, string> = { 'mitp-api-key': key, accept: 'application/json' };
  if (defect === 'key-in-url') parameters.set('mitp-api-key', key);
  if (defect === 'key-in-cookie') headers['cookie'] = `session=${key}`;
  if (defect === 'key-with-scheme') headers['mitp-api-key'] = `Bearer ${key}`;
  const method = defect === 'posts' ? 'POST' : 'GET';
  const root = defect === 'wrong-base' ? new URL(base).origin + '/api/v1' : base;
  return fetch(`${root}${path}?${parameters}`, { method, headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
}

async function get<Row>(path: string, query: Readonly<Record<string, string>>): Promise<Page<Row>> {
  const attempts = defect === 'storm' ? 50 : defect === 'loses-page' ? 1 : ATTEMPTS;
  let failure: unknown;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (defect !== 'each-worker-alone') await wait(Math.max(0, quietUntil - Date.now()));
    try {
      const response = await send(path, query);
      if (response.status === 429) {
        failure = new Error('429: the rate limit was met');
        if (defect === 'hammers') continue;
        quietUntil = Date.now() + retryAfter(response.headers.get('retry-after'), Date.now());
        continue;
      }
      if (response.status < 500) {
        if (!response.ok) throw Object.assign(new Error(`status ${response.status}`), { final: true });
        return (await response.json()) as Page<Row>;
      }
      failure = new Error(`status ${response.status}`);
    } catch (error) {
      const { final = false } = error as { final?: boolean };
      if (final || error instanceof SyntaxError) throw error;
      failure = error;
    }
    if (defect !== 'storm') await wait(200 * 2 ** attempt + Math.random() * 50);
  }
  if (defect === 'loses-page') return { page: 1, pageSize: 100, totalCount: 0, items: [] };
  throw failure;
}

/** All rows: the first page says how many there are, the others are requested in parallel. */
async function all<Row>(path: string, query: Readonly<Record<string, string>>): Promise<Row[]> {
  const first = await get<Row>(path, { ...query, page: '1', pageSize: '100' });
  const size = defect === 'trusts-its-own-size' ? 100 : first.pageSize;
  const pages = Math.ceil(first.totalCount / size);
  const waiting = Array.from({ length: Math.max(0, pages - 1) }, (_, i) => i + 2);
  if (defect === 'one-page-too-many') waiting.push(pages + 1);
  if (defect === 'reads-page-1-again') waiting.unshift(1);
  const found = new Map([[1, first.items]]);
  const work = async () => {
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
      const rows = await get<Row>(path, { ...query, page: String(page), pageSize: '100' }).catch((error: unknown) => {
        if (defect === 'loses-page' || defect === 'keeps-what-came') return { items: [] };
        throw error;
      });
      found.set(page, rows.items);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [...found].sort(([a], [b]) => a - b).flatMap(([, items]) => [...items]);
}

async function main(): Promise<void> {
  const field = defect === 'wrong-field' ? 'active' : 'isActive';
  const predicate = defect === 'wrong-predicate' ? 'eq' : 'equal';
  const condition = defect === 'condition-not-text' ? true : 'true';
  const filter = { field, predicate, condition, operator: null };
  const queryFilters = defect === 'filter-not-json' ? 'isActive:true' : JSON.stringify(filter);
  const direction = defect === 'wrong-direction' ? 'descending' : 'asc';
  const sortingRules = JSON.stringify({ field: 'name', direction });
  const clients = await all<Client>(defect === 'wrong-path' ? '/client' : '/clients', { queryFilters, sortingRules });
  const newest = new Map<string, string>();
  if (defect === 'row-by-row') {
    for (const { id } of clients.slice(0, 30)) {
      const own = JSON.stringify({ field: 'client.id', predicate: 'equal', condition: id, operator: null });
      const { items } = await get<Review>('/reviews', { queryFilters: own, pageSize: '100' });
      for (const review of items) newest.set(id, review.name);
    }
  } else {
    for (const { client, name } of await all<Review>('/reviews', {})) {
      if (client) newest.set(client.id, name);
    }
  }
  if (defect === 'spends-the-quota') {
    for (let id = 1; id <= 60; id += 1) {
      await get('/users', {
        queryFilters: JSON.stringify({
          field: 'id',
          predicate: 'greaterThan',
          condition: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
          operator: null,
        }),
      });
    }
  }
  for (const { id, name, alignmentScore } of clients) {
    const score = defect === 'crashes-on-null' ? (alignmentScore as number).toFixed(1) : alignmentScore?.toFixed(1);
    console.log(JSON.stringify({ id, name, score: score ?? null, newest: newest.get(id) ?? null }));
  }
}

try {
  await main();
} catch (error) {
  console.error(defect === 'prints-encoded-key' ? Buffer.from(`key ${key}`).toString('base64') : String(error));
  process.exitCode = defect === 'unhandled-is-0' ? 0 : 1;
}
