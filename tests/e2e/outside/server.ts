import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { makeLists, type DataOptions, type Lists } from './data.ts';
import { life, type Living } from './living.ts';
import type { Row } from './order.ts';
import { database, type Comparison } from './query.ts';

/**
 * A conforming server written from the published facts alone, with node:http and nothing of this project: what it may
 * do in its own way is an option.
 */
export interface Outside extends Partial<DataOptions>, Comparison {
  living?: Living;
  encoding?: 'gzip' | 'br' | 'deflate' | 'raw deflate';
  /** A byte order mark before every body. */
  mark?: boolean;
  /** An interim response before every response. */
  interim?: 100 | 102 | 103;
  /** Dates are shown with so many digits of a second, whatever is stored. */
  shownDigits?: number;
}

export const KEYS = {
  active: 'outside-active-key-0001',
  sibling: 'outside-sibling-key-0002',
  foreign: 'outside-foreign-key-0003',
};

const FIELDS: Readonly<Record<string, string>> = {
  '/clients':
    'id name createdDate isActive deactivatedDate lastReviewDate lastAssignedMemberActivityDate alignmentScore',
  '/users': 'id firstName lastName roleName lastLoginDate',
  '/reviews':
    'id name status assignedEngineer.id assignedEngineer.fullName assignedVCIO.id assignedVCIO.fullName createdDate lastUpdatedDate client.id client.name',
  '/reviews/categories/overdue': 'client.id client.fullName id name fullName',
  '/findings': 'id question.label question.text review.id review.name vcioAnswerType isArchived',
  '/recommendations':
    'id parentId client.id client.name initiative.id name description budget budgetMonth hours type responsibleParty status priority isArchived',
  configurations: 'id name status type location expirationDate',
  '/initiatives': 'id client.id client.name title description isArchived',
  '/meetings':
    'id status title purpose startDate endDate location summaryDescription client.id client.name createdBy.id createdBy.fullName',
};
const PREDICATES = ['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains'];
const ENCODERS = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync, 'raw deflate': deflateRawSync };

/** Starts such a server on a free port of this machine. */
export async function startOutside(options: Outside = {}) {
  const { seed = 1, rows = 60, firstId = 1000, allNull = false, digits = 3, upperUuids = false } = options;
  const make = (own: number): Lists => makeLists({ seed: own, rows, firstId, allNull, digits, upperUuids });
  const [own, foreign] = [make(seed), make(seed + 1000)];
  const tenants = new Map([
    [KEYS.active, own],
    [KEYS.sibling, own],
    [KEYS.foreign, foreign],
  ]);
  const store = database(options);
  const change = options.living && life(own, options.living, seed + 7);
  let requests = 0;

  function reply(request: IncomingMessage): [status: number, body: object, headers?: Record<string, string>] {
    const url = new URL(request.url ?? '/', 'http://outside');
    const path = decodeURIComponent(url.pathname).replace(/^\/public-api\/v1/, '');
    const lists = tenants.get(String(request.headers['mitp-api-key']));
    if (lists === undefined) return [401, { title: 'Unauthorized' }, { 'www-authenticate': 'ApiKey' }];
    const nested = /^\/recommendations\/[^/]+\/configurations$/.test(path);
    const fields = FIELDS[nested ? 'configurations' : path]?.split(' ') ?? [];
    const list = lists[path];
    if (list === undefined) return [404, { title: 'Not Found' }];
    if (!['GET', 'HEAD'].includes(request.method ?? ''))
      return [405, { title: 'Method Not Allowed' }, { allow: 'GET, HEAD' }];
    const [page, size] = [
      whole(url.searchParams.getAll('page'), 1, Infinity),
      whole(url.searchParams.getAll('pageSize'), 100, 100),
    ];
    const [filters, sorts] = [
      rules(url.searchParams.getAll('queryFilters')),
      rules(url.searchParams.getAll('sortingRules')),
    ];
    const known = filters?.every(
      ({ field, predicate, condition }) =>
        fields.includes(String(field)) && PREDICATES.includes(String(predicate)) && typeof condition === 'string',
    );
    const sortable = sorts?.every(
      ({ field, direction }) => fields.includes(String(field)) && ['asc', 'desc'].includes(String(direction)),
    );
    if (page === null || size === null || !filters || !sorts || !known || !sortable)
      return [400, { title: 'Bad Request' }];
    const taken = store.sort(store.filter(list, filters), sorts);
    const items = taken.slice((page - 1) * size, page * size).map((row) => shown(row, options.shownDigits));
    return [200, { page, pageSize: size, totalCount: taken.length, items }];
  }

  const server = createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
    requests += 1;
    if (options.living && requests % options.living.every === 0) change?.();
    const [status, body, headers = {}] = reply(request);
    send(request, response, status, status < 300 ? body : { ...body, status }, headers, options);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/public-api/v1`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string>,
  { encoding, mark, interim }: Outside,
): void {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + JSON.stringify(body));
  if (interim === 103) response.writeEarlyHints({ link: '</a.css>; rel=preload; as=style' });
  else if (interim === 102) response.writeProcessing();
  else if (interim === 100) response.writeContinue();
  response.writeHead(status, {
    'content-type': `application/${status < 400 ? '' : 'problem+'}json; charset=utf-8`,
    'cache-control': 'no-store',
    ...(encoding ? { 'content-encoding': encoding.replace('raw ', '') } : {}),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : encoding ? ENCODERS[encoding](bytes) : bytes);
}

function shown(row: Row, digits: number | undefined): Row {
  if (digits === undefined) return row;
  const cut = (value: string) =>
    value.replace(/\.(\d+)/, (_, all: string) => (digits === 0 ? '' : `.${all.slice(0, digits)}`));
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && name.endsWith('Date') ? cut(value) : value,
    ]),
  );
}

function whole(values: readonly string[], otherwise: number, most: number): number | null {
  if (values.length === 0) return otherwise;
  const number = Number(values[0]);
  return values.length === 1 && /^[1-9]\d{0,17}$/.test(values[0] ?? '') && number <= most ? number : null;
}

function rules(texts: readonly string[]): Row[] | null {
  try {
    const all = texts.flatMap((text) => JSON.parse(text) as Row | Row[]);
    return all.every((rule) => typeof rule === 'object' && rule !== null) ? (all as Row[]) : null;
  } catch {
    return null;
  }
}
