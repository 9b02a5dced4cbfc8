import { createHash } from 'node:crypto';
import type { Mock } from '../../../mocks/index.ts';
import type { Reply } from '../../../mocks/types.ts';
import { run } from '../../../mocks/pipeline/index.ts';
import { memberOf, type Row } from '../../../mocks/data/columns.ts';
import type { Operation } from '../../../spec/contract.ts';
import { askedTogether, oddFilters, rule, wrongRules, type Step } from './steps.ts';

export type { Step } from './steps.ts';

/** What a mock did, step by step, with nothing in it that differs from one time to the next. */
export type Transcript = AsyncGenerator<string, void, undefined>;

/** Asks the mock's pipeline in this process. */
export async function send(
  mock: Mock,
  { path, query = {}, key, method = 'GET', headers = {}, rawHeaders = [] }: Step,
): Promise<Reply> {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    [values].flat().map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  );
  const all = key === undefined ? headers : { ...headers, 'mitp-api-key': key };
  const request = { method, path, query: pairs.join('&'), headers: all, rawHeaders, remoteAddress: '127.0.0.1' };
  return run({ request, state: mock.state });
}

/** A reply as a line; key values of the mock by their names. */
export function line(mock: Mock, { status, headers, body, breaksAfter }: Reply): string {
  const text = `${String(status)} ${JSON.stringify(headers)} ${String(breaksAfter ?? '')} ${body?.toString('utf8') ?? ''}`;
  return Object.entries<string>({ ...mock.keys }).reduce(
    (said, [name, value]) => said.replaceAll(value, `<${name}>`),
    text,
  );
}

/** Asks each step with a full budget. */
export async function* transcribe(mock: Mock, steps: readonly Step[]): Transcript {
  for (const step of steps) {
    mock.state.limiter.refill();
    yield line(mock, await send(mock, step));
  }
}

/** Whether a mock does anything else than `honest` says; looks no further than the first difference. */
export async function differs(transcript: Transcript, conforming: readonly string[]): Promise<boolean> {
  let at = 0;
  for await (const said of transcript) {
    if (said !== conforming[at]) return true;
    at += 1;
  }
  return at !== conforming.length;
}

/** The lists, with a value for the one parameter that a path may have. */
export function listPaths(mock: Mock): { operation: Operation; path: string; rows: readonly Row[] }[] {
  const { contract } = mock.state.runtime;
  const [provider] = mock.providers;
  const lists = provider && mock.state.runtime.lists(provider);
  const parent = lists
    ?.get('listRecommendations', undefined)
    ?.rows.find((row) => (lists.get('listRecommendationConfigurations', String(row['id']))?.rows.length ?? 0) > 2);
  return contract.operations.map((operation) => {
    const id = operation.pathParameters.length > 0 ? String(parent?.['id']) : undefined;
    return {
      operation,
      path: operation.path.replace(/\{\w+\}/, id ?? ''),
      rows: lists?.get(operation.id, id)?.rows ?? [],
    };
  });
}

/** Pages, rejections of malformed parameters, keys and methods: for the faults that show in single answers. */
export function responseSteps(mock: Mock): Step[] {
  const { active, sibling, foreign, empty, revoked, deleted } = mock.keys;
  const lists = listPaths(mock);
  const path = lists[0]?.path ?? '/';
  const swapped = active.replace(/[a-z]/gi, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()));
  const wrong = [
    '',
    'x',
    active.slice(0, -1),
    `${active}0`,
    swapped,
    revoked,
    deleted,
    `${active}, ${foreign}`,
    `${foreign}, ${active}`,
    'k'.repeat(8000),
    'schlüssel',
  ];
  const odd = ['0', '-1', '1.5', '', 'abc', '1e1', ' 5', '5x', '101', '2147483647'];
  return [
    ...lists.flatMap(({ path: list }) => [
      { path: list, key: active },
      { path: list, key: active, query: { page: '2', pageSize: '7' } },
      { path: list, key: active, query: { page: '2' } },
      { path: list, key: active, query: { page: '100000', pageSize: '7' } },
      { path: list, key: active, query: { pageSize: '500' } },
      { path: list, key: empty },
      { path: list, key: foreign },
      { path: list },
      { path: list, key: 'unknown' },
    ]),
    ...wrong.map((key) => ({ path, key })),
    ...odd.flatMap((value) => [
      { path, key: active, query: { page: value } },
      { path, key: active, query: { pageSize: value } },
      { path, query: { page: value } },
    ]),
    ...['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'].flatMap((method) => [
      { path, key: active, method },
      { path, method },
    ]),
    ...['text/html', '*/*', 'application/xml'].map((accept) => ({ path, key: active, headers: { accept } })),
    { path, key: sibling, headers: { origin: 'https://evil.example' } },
    { path, key: active, rawHeaders: ['MITP-Api-Key', '...'] },
    { path, key: active, rawHeaders: ['mitp-api-key', '...'] },
    { path, query: { 'mitp-api-key': active } },
    { path, headers: { cookie: `mitp-api-key=${active}` } },
    { path, headers: { authorization: `Bearer ${active}` } },
    { path, query: { queryFilters: '{"field":"nothing"}' } },
    { path: '/unknown', key: active },
    { path, key: active, query: { unknown: '1' } },
    { path: '/recommendations/999999999/configurations', key: active },
    ...lists.filter(({ operation }) => operation.parent).map(({ path: nested }) => ({ path: nested, key: foreign })),
    { path, key: active, query: { queryFilters: '<b>' } },
    { path, key: active, query: { sortingRules: '{' } },
    { path, key: active, query: { queryFilters: JSON.stringify(rule('name', 'equal', 'x'.repeat(3000))) } },
    { path, key: active, query: { queryFilters: JSON.stringify(rule('name', 'equal', "O'Brien")) } },
    { path, key: active },
    { path, key: active },
    ...unusualSteps(mock, path, lists.at(-1)?.path ?? path),
    ...wrongRules(path, active),
    ...lists.flatMap(({ path: list, operation, rows }) => askedTogether(list, active, operation, rows)),
  ];
}

/** Other spellings of a path, forms of a key, ways of asking with one that is dead, and headers that few send. */
function unusualSteps(mock: Mock, path: string, last: string): Step[] {
  const { active, foreign, revoked, deleted } = mock.keys;
  const nested = listPaths(mock).find(({ operation }) => operation.parent)?.path ?? last;
  const spelt = [`${path}/`, path.toUpperCase(), `/${path}`, `/%63${path.slice(2)}`, `/x/..${path}`];
  const odd = [...spelt, `${path};x=1`, `${path}.json`, `${path}%00`, `${path}/%zz`, '/..%2f..%2fetc'];
  const tail = active.slice(-8);
  const forms = [
    ...[
      `${active.slice(0, 16)}${'x'.repeat(24)}`,
      `${'x'.repeat(32)}${tail}`,
      `${active.slice(0, 8)}${'x'.repeat(24)}${tail}`,
    ],
    ...[
      `${active.slice(0, 10)}x${active.slice(11)}`,
      active.slice(0, 32),
      `Key ${active}`,
      `${active} x`,
      `${active}./`,
    ],
    ...[
      `${active}\u00a0`,
      `${active}%20`,
      `${active.slice(0, 9)}%`,
      `(${active})`,
      `${active.slice(0, 8)}-${active.slice(8)}`,
    ],
    ...[createHash('sha256').update(active).digest('hex'), Buffer.from(active).toString('base64'), active + active],
    ...[`${active}\u00ad`, `${active}\u0301`, active.replace(/[!-~]/g, wide)].map((one) =>
      Buffer.from(one).toString('latin1'),
    ),
  ];
  const rules = (...all: object[]) => ({ queryFilters: JSON.stringify(all) });
  const row = String(mock.state.runtime.lists(mock.providers[1]!).get('listClients', undefined)?.rows[3]?.['id']);
  const theirs = mock.state.runtime.lists(mock.providers[1]!).get('listRecommendations', undefined)?.rows ?? [];
  const ways: Omit<Step, 'path'>[] = [
    { method: 'HEAD' },
    { query: { page: '2', pageSize: '3' } },
    { query: rules(rule('name', 'notEqual', 'x')) },
    { query: { sortingRules: '{"field":"name","direction":"asc"}' } },
    { headers: { 'x-forwarded-for': '127.0.0.1' } },
    { headers: { 'x-original-url': '/index.html' } },
    { headers: { referer: 'http://mock/index.html' } },
    { headers: { 'if-none-match': '*' } },
  ];
  return [
    ...odd.flatMap((one) => [{ path: one, key: active }, { path: one }, { path: one, key: revoked }]),
    ...forms.map((key) => ({ path, key })),
    ...ways.flatMap((way) => [undefined, revoked, active].map((key) => ({ path, ...way, key }))),
    ...[nested, '/meetings', '/users'].flatMap((one) => [
      { path: one, key: revoked },
      { path: one, key: deleted },
    ]),
    { path, key: active },
    ...Array.from({ length: 12 }, () => ({ path, key: revoked })),
    { path, key: active, query: rules(rule('id', 'equal', row, 'or'), rule('id', 'equal', row)) },
    { path, key: active, query: rules(rule('name', 'contains', 'c')) },
    { path: '/reviews', key: active, query: rules(rule('client.id', 'equal', row)) },
    { path, key: active, query: { tenantId: row } },
    { path: '/users', key: active, query: { page: '2', pageSize: '3' } },
    ...theirs.slice(0, 8).map(({ id }) => ({ path: `/recommendations/${String(id)}/configurations`, key: active })),
    ...[foreign, active].map((key) => ({ path: '/initiatives', key })),
    { path, key: active, method: 'TRACE' },
    { path, key: active, method: 'POST', headers: { 'x-http-method-override': 'GET' } },
    { path: '/unknown', key: active, headers: { origin: 'https://evil.example' } },
  ];
}

const wide = (char: string) => String.fromCharCode(char.charCodeAt(0) + 0xfee0);

/** Filters and sorting rules by every field of every list: for the faults that show in what is listed. */
export function querySteps(mock: Mock): Step[] {
  const key = mock.keys.active;
  const lists = listPaths(mock);
  const filter = (path: string, ...rules: object[]): Step => ({
    path,
    key,
    query: { queryFilters: JSON.stringify(rules.length === 1 ? rules[0] : rules) },
  });
  const sort = (path: string, page: number, pageSize: number, ...rules: object[]): Step => ({
    path,
    key,
    query: { page: String(page), pageSize: String(pageSize), sortingRules: JSON.stringify(rules) },
  });
  const steps = lists.flatMap(({ operation, path, rows }) => {
    const fields = operation.fields.filter(({ type }) => type !== 'array' && type !== 'object');
    const conditionOf = (member: string, from: number) => {
      const values = rows.slice(from).map((row) => memberOf(row, member));
      const found = values.find((value) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '');
      return String((found as string | number | boolean | undefined) ?? '1');
    };
    return fields.flatMap(({ name, member }, at) => {
      const condition = conditionOf(member, 3);
      const other = fields[(at + 1) % fields.length];
      return [
        ...['equal', 'notEqual', 'greaterThan', 'lessThan'].map((predicate) =>
          filter(path, rule(name, predicate, condition)),
        ),
        filter(path, rule(name, 'contains', condition.slice(1, 4))),
        filter(
          path,
          rule(name, 'equal', condition, 'and'),
          rule(other?.name ?? 'id', 'equal', conditionOf(other?.member ?? 'id', 5)),
        ),
        filter(
          path,
          rule(name, 'equal', condition, 'or'),
          rule(other?.name ?? 'id', 'equal', conditionOf(other?.member ?? 'id', 5)),
        ),
        sort(path, 1, 100, { field: name, direction: 'asc' }),
        sort(path, 2, 11, { field: name, direction: 'desc' }),
        sort(path, 2, 100, { field: name, direction: 'asc' }),
        sort(path, 1, 100, { field: name, direction: 'asc' }, { field: other?.name ?? 'id', direction: 'desc' }),
      ];
    });
  });
  const names = [
    "O'Brien",
    '100%',
    'under_score',
    'a+b',
    ' & S',
    '{curly}',
    'Größe',
    '%27',
    'und_r',
    ' ACME',
    '  two  spaces  inside and around ',
    '[sq',
    'two  ',
    'l.ng',
    'x'.repeat(3000),
  ];
  const dates = lists[0]?.rows.map((row) => String(row['createdDate'])) ?? [];
  const wrong = [
    { field: 'nothing', predicate: 'equal', condition: '1' },
    { field: 'name', predicate: 'like', condition: '1' },
    'no JSON',
  ];
  return [
    ...names.map((name) => filter('/clients', rule('name', 'contains', name))),
    ...names.map((name) => filter('/clients', rule('name', 'equal', name))),
    ...wrong.map((one) => ({
      path: '/clients',
      key,
      query: { queryFilters: typeof one === 'string' ? one : JSON.stringify(one) },
    })),
    ...['{', '{"field":"nothing","direction":"asc"}', '{"field":"name","direction":"up"}'].map((sortingRules) => ({
      path: '/clients',
      key,
      query: { sortingRules },
    })),
    {
      path: '/clients',
      key,
      query: {
        queryFilters: [rule('isActive', 'equal', 'true', 'and'), rule('name', 'contains', 'a')].map((one) =>
          JSON.stringify(one),
        ),
      },
    },
    ...['[a-z]', 'a*', 'I', 'In', 'WE', 'e'].map((part) => filter('/clients', rule('name', 'contains', part))),
    ...lists.flatMap(({ path, rows }) => oddFilters(path, rows).map((rules) => filter(path, ...rules))),
    ...lists.map(({ path, rows }) => ({
      ...{ path, key },
      query: {
        queryFilters: JSON.stringify(rule('id', 'notEqual', String(rows[0]?.['id']))),
        sortingRules: '{"field":"id","direction":"desc"}',
      },
    })),
    ...(lists.find(({ path }) => path === '/recommendations')?.rows ?? []).slice(0, 20).map(({ id }) => ({
      ...{ path: `/recommendations/${String(id)}/configurations`, key },
    })),
    ...lists
      .filter(({ operation }) => operation.parent)
      .map(({ path }) => filter(path, rule('status', 'equal', 'x', 'or'), rule('status', 'notEqual', 'x'))),
    { path: '/findings', key, query: { page: '2', pageSize: '100' } },
    { path: '/reviews', key, query: { page: '2', pageSize: '11' } },
    ...['0', '50', '87.5', '100'].map((score) => filter('/clients', rule('alignmentScore', 'equal', score))),
    ...dates.map((date) => filter('/clients', rule('createdDate', 'equal', `${date.slice(0, 10)}T00:00:00`))),
    ...steps,
  ];
}
