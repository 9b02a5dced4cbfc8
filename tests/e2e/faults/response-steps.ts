import type { Mock } from '../../../mocks/index.ts';
import { listPaths } from './list-paths.ts';
import { combinedSteps, rule, wrongRules, type Step } from './steps.ts';
import { unusualSteps } from './unusual-steps.ts';

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
    { path, key: revoked, query: { pageSize: '100' } },
    ...lists.map(({ path: list, rows }) => ({
      ...{ path: list, key: active },
      query: {
        ...{ page: '2', pageSize: String(Math.min(100, Math.ceil(rows.length * 0.6))) },
        sortingRules: '{"field":"id","direction":"asc"}',
      },
    })),
    ...(lists.find(({ path: list }) => list === '/recommendations')?.rows ?? []).slice(0, 4).map(({ id }) => ({
      ...{ path: `/recommendations/${String(id)}/configurations`, key: active },
    })),
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
    { path: '/findings', key: sibling },
    { path, key: active, rawHeaders: ['MITP-Api-Key', '...'] },
    { path, key: active, rawHeaders: ['mitp-api-key', '...'] },
    { path, query: { 'mitp-api-key': active } },
    { path, headers: { cookie: `mitp-api-key=${active}` } },
    { path, headers: { authorization: `Bearer ${active}` } },
    { path, headers: { authorization: `Basic ${Buffer.from(`api:${active}`).toString('base64')}` } },
    { path, key: active, headers: { 'accept-encoding': 'gzip' } },
    { path, headers: { 'accept-encoding': 'gzip' } },
    { path, query: { queryFilters: '{"field":"nothing"}' } },
    { path, key: active, query: { queryFilters: '{"field":"constructor","predicate":"equal","condition":"1"}' } },
    {
      path: '/clients',
      key: active,
      query: { queryFilters: '{"field":"createdDate","predicate":"equal","condition":"yesterday"}' },
    },
    { path: '/unknown', key: active },
    { path, key: active, query: { unknown: '1' } },
    { path: '/clients', key: active, query: { name: 'no such client' } },
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
    ...lists.flatMap(({ path: list, operation, rows }) => combinedSteps(list, active, operation, rows)),
  ];
}
