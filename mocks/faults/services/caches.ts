import type { ApiRequest, Reply } from '../../types.ts';
import type { Fault, FaultHooks } from '../hooks.ts';
import { changeReplies, jsonOf, withJson } from '../support/replies.ts';
import { type Row, fieldOf } from '../../data/columns.ts';
import { withField } from '../support/rows.ts';
import { valuesOf } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';

const sorting = faultOf('sorting');
const paging = faultOf('paging');
const filtering = faultOf('filtering');
const relations = faultOf('relations');
const schema = faultOf('schema');

/**
 * An output cache that distinguishes responses by path, key and some of the rest.
 * @param rest names of parameters, or what else of a request counts
 */
export function cachedBy(
  rest: readonly string[] | ((request: ApiRequest) => readonly string[]),
  where: (request: ApiRequest) => boolean,
): FaultHooks {
  const counted = (request: ApiRequest) =>
    typeof rest === 'function' ? rest(request) : rest.flatMap((name) => [name, ...valuesOf(request, name)]);
  const kept = new Map<string, Reply>();
  return {
    around: (original) => async (request) => {
      const key = [...[request.method, request.path, request.headers['mitp-api-key'] ?? ''], ...counted(request)].join(
        '\n',
      );
      if (!where(request)) return original(request);
      const known = kept.get(key);
      if (known) return known;
      const reply = await original(request);
      if (reply.status === 200) kept.set(key, reply);
      return reply;
    },
  };
}

const has = (name: string) => (request: ApiRequest) => valuesOf(request, name).length > 0;

/** Rows that appear only in the responses to some requests. */
const shownOtherwise = (
  where: (request: ApiRequest) => boolean,
  change: (row: Row, at: number, rows: readonly Row[]) => Row,
): FaultHooks =>
  changeReplies(
    (reply, request) => reply.status === 200 && where(request),
    (reply) => {
      const body = jsonOf(reply);
      const items = body['items'];
      return Array.isArray(items) ? withJson(reply, { ...body, items: (items as Row[]).map(change) }) : reply;
    },
  );

const localTime = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (!name.endsWith('Date') || typeof value !== 'string') return [name, value];
      const moved = new Date(Date.parse(`${value.slice(0, 19)}Z`) - 5 * 3_600_000).toISOString().slice(0, 19);
      return [name, moved + value.slice(19)];
    }),
  );

/** Caches with too short a key, and objects that are not loaded, or loaded another time. */
export const servicesCaches: readonly Fault[] = [
  sorting(
    'cache-ignores-sort',
    'Keeps responses by page and filter, whatever the order.',
    ['SRT-01', 'SRT-02', 'SRT-04', 'SRT-05'],
    () => cachedBy(['page', 'pageSize', 'queryFilters'], has('sortingRules')),
  ),
  paging(
    'cache-ignores-page',
    'Keeps responses to filters whatever the page.',
    ['FIL-06', 'PAG-04', 'PAG-05', 'PAG-03'],
    () => cachedBy(['queryFilters', 'sortingRules'], has('queryFilters')),
  ),
  filtering(
    'cache-ignores-condition',
    'Keeps responses by the field that they are filtered by, whatever the condition.',
    ['FIL-01', 'FIL-02', 'FIL-03', 'FIL-04', 'FIL-05', 'FIL-08'],
    () => {
      const kept = new Map<string, Reply>();
      return {
        around: (original) => async (request) => {
          const text = valuesOf(request, 'queryFilters').join();
          const fields = [...text.matchAll(/"(field|predicate)":"([^"]+)"/g)].map(([, , name]) => name).join();
          if (fields === '') return original(request);
          const rest = ['page', 'pageSize', 'sortingRules'].map((name) => valuesOf(request, name).join()).join();
          const key = [request.path, request.headers['mitp-api-key'] ?? '', fields, rest].join('\n');
          const reply = kept.get(key) ?? (await original(request));
          if (reply.status === 200) kept.set(key, reply);
          return reply;
        },
      };
    },
  ),
  relations(
    'nested-of-the-row-before',
    'Shows the client of the row before where the list is sorted.',
    ['CON-14', 'REL-03'],
    () =>
      shownOtherwise(has('sortingRules'), (row, at, rows) => {
        const before = rows[at - 1]?.['client'];
        return before === undefined || row['client'] === undefined ? row : { ...row, client: before };
      }),
  ),
  schema('description-unloaded', 'Leaves descriptions null where the list is filtered.', ['CON-14'], () =>
    shownOtherwise(has('queryFilters'), (row) => ('description' in row ? { ...row, description: null } : row)),
  ),
  schema('dates-local-when-sorted', 'Shows dates in its own time zone where the list is sorted.', ['CON-14'], () =>
    shownOtherwise(has('sortingRules'), localTime),
  ),
  schema('decimals-rounded-past-page-one', 'Rounds budgets and hours on all pages but the first.', ['CON-14'], () =>
    shownOtherwise(
      (request) => Number(valuesOf(request, 'page')[0] ?? 1) > 1,
      (row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? Math.round(value) : value]),
        ),
    ),
  ),
  relations('nested-stale-rarely', 'Shows the old name of a client in one meeting of thirty.', ['REL-03'], () => ({
    rows: (original) => (list) => {
      const rows = original(list);
      if (list.operation.id !== 'listMeetings') return rows;
      return rows?.map((row, at) =>
        at % 30 === 11 ? withField(row, 'client.name', `${String(fieldOf(row, 'client.name'))} (old)`) : row,
      );
    },
  })),
  relations(
    'cache-ignores-parent',
    'Keeps the first list below a row for every other one.',
    ['REL-06', 'CON-14', 'PAG-02'],
    () => {
      const kept = new Map<string, Reply>();
      return {
        around: (original) => async (request) => {
          const reply = await original(request);
          if (reply.status !== 200 || !request.path.endsWith('/configurations')) return reply;
          const key = [request.method, request.query, request.headers['mitp-api-key'] ?? ''].join('\n');
          const first = kept.get(key) ?? reply;
          kept.set(key, first);
          return first;
        },
      };
    },
  ),
];
