import { test, expect } from '@playwright/test';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { form, spec } from './forms.ts';

type Json = Record<string, unknown>;

/** Writes files into a folder of their own and imports the first. */
async function imported(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'files-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const { said } = await spec('import', join(folder, Object.keys(files)[0]!), '--dry-run');
    return said.join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const vendor = () => JSON.parse(readFileSync(form('key-as-parameter'), 'utf8')) as Json;
const schemasOf = (document: Json) => (document.components as { schemas: Record<string, Json> }).schemas;

for (const encoding of ['utf16le', 'utf8'] as const) {
  test(`a file in ${encoding} with a byte order mark is read`, async () => {
    const said = await imported({ 'swagger.json': Buffer.from(`\uFEFF${JSON.stringify(vendor())}`, encoding) });
    expect(said).toContain('The key is the header parameter');
  });
}

test('parts that stand in files beside are read, also by way of each other; one that is not there is named', async () => {
  const document = vendor();
  const schemas = schemasOf(document);
  const row = { ...schemas.ClientDto, description: 'kept apart' };
  schemas.ClientDto = { $ref: './parts/models.yaml#/Client' };
  const files = {
    'openapi.json': JSON.stringify(document),
    'parts/models.yaml': stringify({ Client: { $ref: '../rows/client.json' } }),
    'rows/client.json': JSON.stringify(row),
  };
  expect(await imported(files)).not.toContain('leads nowhere');
  const { 'rows/client.json': _, ...without } = files;
  expect(await imported(without)).toContain(
    '/public-api/v1/clients 200 items[]: `$ref: ../rows/client.json` leads nowhere (rows/client.json: There is no such file). What the contract had there stays, if anything.',
  );
});

test('a field of which the reference leads nowhere stays as it was, and the reference is named', async () => {
  const document = vendor();
  (schemasOf(document).ClientDto!.properties as Json).name = { $ref: 'https://example.com/x.json#/Name' };
  expect(await imported({ 'swagger.json': JSON.stringify(document) })).toContain(
    '/public-api/v1/clients 200 items[].name: `$ref: https://example.com/x.json#/Name` leads nowhere (no address is fetched for a reference). What the contract had there stays, if anything.',
  );
});

for (const [what, lose, place] of [
  ['a parameter', (get: Json) => (get.parameters = [{ $ref: './shared.yaml#/Page' }]), 'parameters'],
  ['a response', (get: Json) => (get.responses = { 200: { $ref: './shared.yaml#/Clients' } }), '200'],
] as const) {
  test(`${what} in a file that is not there is named with its place`, async () => {
    const document = vendor();
    lose((document.paths as Record<string, { get: Json }>)['/public-api/v1/clients']!.get);
    const said = await imported({ 'swagger.json': JSON.stringify(document) });
    expect(said).toContain(`/public-api/v1/clients ${place}: \`$ref: ./shared.yaml#/`);
    expect(said).toContain('leads nowhere (shared.yaml: There is no such file)');
    expect(said).not.toContain('says nothing of the body');
  });
}

test('a document whose lists all stand in files that are not there, or cannot be read, is rejected', async () => {
  const document = vendor();
  const paths = document.paths as Json;
  for (const path of Object.keys(paths)) paths[path] = { $ref: `./paths.yaml#/${path.replaceAll('/', '~1')}` };
  const main = { 'swagger.json': JSON.stringify(document) };
  await expect(imported(main)).rejects.toThrow(/No list can be read: .*`\$ref: \.\/paths\.yaml#.*no such file\)\. Put/);
  await expect(imported({ ...main, 'paths.yaml': 'a: [' })).rejects.toThrow(
    /paths\.yaml: This is not well-formed YAML/,
  );
});

test("YAML 1.1's merge keys, and null in a list of types, mean what their writers mean", async () => {
  const text = stringify(vendor())
    .replace('paths:', 'x-page: &page\n  page: { type: integer }\n  pageSize: { type: integer }\npaths:')
    .replace(/( +)totalCount:/, '$1<<: *page\n$1nothing: { type: [string, null] }\n$1totalCount:');
  expect(text).toContain('<<: *page');
  expect(await imported({ 'openapi.yaml': text })).toContain('The key is the header parameter');
});

test('the version of Swagger 2.0 is found wherever it stands', async () => {
  const { swagger, ...others } = JSON.parse(readFileSync(form('swashbuckle-2.0'), 'utf8')) as Json;
  expect(await imported({ 'swagger.json': JSON.stringify({ ...others, swagger }) })).toContain('Up to 60 requests');
});

test('YAML that gives the version of OpenAPI as a number is read', async () => {
  const text = stringify(vendor()).replace(/^openapi: .*/m, 'openapi: 3.0');
  expect(await imported({ 'openapi.yaml': text })).toContain('The key is the header parameter');
});

for (const [what, schemasBelow] of [
  [
    'schemas within schemas',
    () => JSON.parse('{"type":"array","items":'.repeat(4000) + '{}' + '}'.repeat(4000)) as Json,
  ],
  [
    'references behind references',
    (schemas: Record<string, Json>) => {
      for (let at = 0; at < 4000; at += 1)
        schemas[`Link${at}`] = { allOf: [{ $ref: `#/components/schemas/Link${at + 1}` }] };
      return { $ref: '#/components/schemas/Link0' };
    },
  ],
] as const) {
  test(`${what} without end are rejected in one line`, async () => {
    const document = vendor();
    const schemas = schemasOf(document);
    (schemas.ClientDto!.properties as Json).deep = schemasBelow(schemas);
    const error = await imported({ 'swagger.json': JSON.stringify(document) }).catch((thrown: Error) => thrown);
    expect((error as Error).message).toMatch(/^\S+: It nests, or its references lead, deeper than can be followed\.$/);
  });
}

for (const [what, text, why] of [
  ['a web page', '<!DOCTYPE html><html></html>', 'This is a web page'],
  [
    'a collection',
    '{"info":{"schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":[]}',
    'This is a Postman collection, no OpenAPI document',
  ],
  ['AsyncAPI', 'asyncapi: 3.0.0\n', 'This is an AsyncAPI document'],
  [
    'JSON with a comment',
    '// made by hand\n{\n  "openapi": "3.0.0"\n}\n',
    'This is not well-formed JSON: Unexpected token',
  ],
] as const) {
  test(`${what} is rejected in one line that says what it is`, async () => {
    const error = await imported({ 'file.json': text }).catch((thrown: Error) => thrown);
    expect(String(error)).toContain(why);
    expect((error as Error).message.split('\n')).toHaveLength(1);
  });
}

test('another letter case is rejected with what was found', async () => {
  await expect(spec('import', form('pascal-case'), '--dry-run')).rejects.toThrow(
    /2 GET paths return \{Page, PageSize, TotalCount, Items\}\. Nearest: \/public-api\/v1\/clients .* in other letter case/,
  );
});

test('schemas shared four wide and ten deep are imported without growing beyond measure, and cut where no row could hold them', async () => {
  const document = vendor();
  const schemas = schemasOf(document);
  for (let level = 0; level < 10; level += 1) {
    const next = { $ref: `#/components/schemas/Level${level + 1}` };
    schemas[`Level${level}`] = { type: 'object', properties: { a: next, b: next, c: next, d: next } };
  }
  schemas.Level10 = { type: 'string' };
  Object.assign(schemas.ClientDto!.properties as Json, { deep: { $ref: '#/components/schemas/Level0' } });
  const before = process.cpuUsage();
  const said = await imported({ 'swagger.json': JSON.stringify(document) });
  const { user } = process.cpuUsage(before);
  expect(said).toContain('more fields than can be worked with');
  expect(user / 1000, 'milliseconds of work').toBeLessThan(3000);
});
