import { createHash } from 'node:crypto';
import type { Mock } from '../../../mocks/index.ts';
import { listPaths } from './list-paths.ts';
import { rule, type Step } from './steps.ts';

/** Other spellings of a path, forms of a key, ways to use one that is revoked or deleted, and headers that few send. */
export function unusualSteps(mock: Mock, path: string, last: string): Step[] {
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
      `"${active}"`,
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
    { headers: { 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' } },
    { headers: { range: 'bytes=0-99' } },
    { query: { pageSize: '1' } },
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
    { path: '/meetings/no-such-thing', key: active },
    { path, key: active, query: { queryFilters: '{"field":"name","predicate":"equal"}' } },
    { path, key: active, query: { queryFilters: '{"condition":"x","predicate":"equal","field":"name"}' } },
    { path, key: active, query: { sortingRules: '{"field":"name"}' } },
  ];
}

const wide = (char: string) => String.fromCharCode(char.charCodeAt(0) + 0xfee0);
