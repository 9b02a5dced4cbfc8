import { expect, test } from '@playwright/test';
import type { Operation } from '../../../spec/contract.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMock } from '../../../mocks/index.ts';
import { loadContract } from '../../../spec/contract.ts';
import { curl } from '../../../verifier/curl.ts';
import { configOf } from '../../../verifier/embedded.ts';
import { sentHeaders, sentTarget } from '../../../verifier/exchange.ts';
import { readListRequest } from '../../../verifier/model/list-request.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { judgeTarget } from '../../judge-target.ts';
import { SLOW } from '../slow.ts';
import { demandedParameters } from '../../../verifier/demanded.ts';

const FIELDS = [
  { name: 'note', type: 'string', evidence: 'assumed', nullable: false },
  { name: 'rank', type: 'integer', evidence: 'documented', nullable: true },
  { name: 'name', type: 'string', evidence: 'documented', nullable: false },
  { name: 'born', type: 'date', evidence: 'documented', nullable: false },
];

/** What an operation demands in the query for one parameter, as `name=value`. */
function demanded(parameter: object, fields: readonly object[] = FIELDS): string {
  const parameters = [{ name: 'p', in: 'query', required: true, ...parameter }];
  const { query, headers } = demandedParameters({ parameters, fields } as unknown as Operation);
  return [...query, ...headers].map((pair) => pair.join('=')).join('&');
}

test('a parameter that a contract requires gets its example, its default, or a value of its schema', () => {
  expect(demanded({ example: 'x', schema: { default: 'y' } })).toBe('p=x');
  expect(demanded({ schema: { default: 'y', type: 'string' } })).toBe('p=y');
  expect(demanded({ schema: { enum: [7] } })).toBe('p=7');
  expect(demanded({ schema: { type: 'array', items: { enum: [7] } } })).toBe('p=7');
  expect(demanded({ required: false, example: 'x' })).toBe('');
  expect(demanded({ in: 'path', example: 'x' })).toBe('');
});

test('a value of several parts is written as `style` and `explode` say (OpenAPI 3, style values)', () => {
  const [list, object] = [['a', 1], { x: 'a', y: 1 }];
  for (const [example, parameter, text] of [
    [list, {}, 'p=a&p=1'],
    [list, { explode: false }, 'p=a,1'],
    [list, { style: 'spaceDelimited' }, 'p=a 1'],
    [list, { style: 'pipeDelimited' }, 'p=a|1'],
    [list, { style: 'pipeDelimited', explode: true }, 'p=a&p=1'],
    [object, {}, 'x=a&y=1'],
    [object, { explode: false }, 'p=x,a,y,1'],
    [object, { style: 'deepObject' }, 'p[x]=a&p[y]=1'],
    [list, { in: 'header', name: 'X-P' }, 'x-p=a,1'],
    [object, { in: 'header', name: 'X-P' }, 'x-p=x,a,y,1'],
  ] as const)
    expect(demanded({ example, ...parameter })).toBe(text);
});

test('a page that every request has to name is the first, of the size that a request without one gets', () => {
  const operation = { ...loadContract().operations[0]!, defaultPageSize: 20 };
  const parameters = operation.parameters.map((one) =>
    ['page', 'pageSize'].includes(one.name) ? { ...one, required: true, example: 7 } : one,
  );
  expect(sentTarget(listRequest({ ...operation, parameters }))).toBe('/clients?page=1&pageSize=20');
});

test('what every request has to carry is sent, and no part of what it requests', () => {
  const [clients] = loadContract().operations;
  const version = { name: 'api-version', in: 'query', required: true, schema: { type: 'string', default: '1 a' } };
  const tenant = { name: 'X-Tenant', in: 'header', required: true, example: 'north' };
  const operation = { ...clients!, parameters: [...clients!.parameters, version, tenant] } as Operation;
  const request = listRequest(operation, { page: 2 });
  expect(request.target).toBe('/clients?page=2');
  expect(sentTarget(request)).toBe('/clients?page=2&api-version=1%20a');
  expect(sentTarget({ ...request, target: '//clients' })).toBe('//clients?api-version=1%20a');
  expect(sentTarget(listRequest(operation, { more: [['api-version', '2']] }))).toBe('/clients?api-version=2');
  expect(sentHeaders(request)).toMatchObject({ 'x-tenant': 'north', accept: 'application/json' });
  const other = listRequest(operation, {}, { headers: { 'x-tenant': 'south' } });
  expect(sentHeaders(other)).toMatchObject({ 'x-tenant': 'south' });
  expect(curl('http://host', request)).toContain("-H 'x-tenant: north'");
  expect(curl('http://host', request)).toContain('api-version=1%20a');
  expect(readListRequest(operation, request)).toMatchObject({ page: 2 });
});

test('lists that want a version on every request are known, filtered and ordered like others', SLOW, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demanded-'));
  const file = join(folder, 'openapi.json');
  const { document } = loadContract();
  const paths = structuredClone(document.paths) as Record<string, { get: { parameters: object[] } }>;
  for (const { get } of Object.values(paths))
    get.parameters.push({ name: 'api-version', in: 'query', required: true, schema: { type: 'string', default: '1' } });
  writeFileSync(file, JSON.stringify({ ...document, paths }));
  await using mock = await startMock({ spec: file });
  const { portal: _, docsUrl: __, ...config } = configOf(mock);
  const clauses = ['CON-01', 'PAG-02', 'FIL-01', 'FIL-06', 'SRT-01', 'REL-01', 'REL-04'] as const;
  const judged = await judgeTarget(config, { clauses, depth: 'quick', contract: loadContract(file) });
  expect(judged.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(clauses.map((id) => `${id} pass`));
  rmSync(folder, { recursive: true });
});

test('a demanded rule keeps every row, and is about the field that is surest', () => {
  expect(demanded({ name: 'queryFilters', example: 'none' })).toBe(
    'queryFilters={"field":"name","predicate":"notEqual","condition":"a text that no row has","operator":null}',
  );
  expect(demanded({ name: 'sortingRules' })).toBe('sortingRules={"field":"name","direction":"asc"}');
  const id = { name: 'id', type: 'integer', evidence: 'documented', nullable: true };
  expect(demanded({ name: 'sortingRules' }, [...FIELDS, id])).toContain('"field":"id"');
  expect(demanded({ name: 'sortingRules' }, FIELDS.slice(0, 2))).toContain('"field":"rank"');
  expect(demanded({ name: 'sortingRules' }, FIELDS.slice(3))).toBe('sortingRules=[]');
});
