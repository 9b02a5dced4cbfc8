import { test, expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, resolveConfig } from 'prettier';
import { contractAjv } from '../../../spec/ajv.ts';
import { asset } from '../../../spec/asset.ts';
import { DEFAULT_CONTRACT } from '../../../spec/contract.ts';
import { readSource } from '../../../spec/openapi/document.ts';
import { parseVendor } from '../../../spec/import/source.ts';
import { importContract } from '../../../spec/import/import.ts';
import { typesOf } from '../../../spec/import/types.ts';
import { schemaFields } from '../../../spec/openapi/schema.ts';

const FIXTURE = asset('tests/unit/spec/fixtures/swashbuckle.json');
const current = readSource(DEFAULT_CONTRACT);
const imported = importContract(current, readSource(FIXTURE));
const operation = (id: string) => {
  const found = imported.contract.operations.find((one) => one.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
};
const field = (id: string, path: string) => operation(id).members.find((one) => one.path === path);

/** The fixture with something else in it, imported. */
function importEdited(edit: (text: string) => string, origin?: string) {
  return importContract(current, parseVendor(edit(readFileSync(FIXTURE, 'utf8')), 'vendor.json'), { origin });
}

test('importing the contract over itself changes nothing but the evidence', () => {
  const { changes } = importContract(current, current);
  expect(changes.filter(({ evidence }) => !evidence)).toEqual([]);
});

test('operations keep our operationIds, and one that the contract did not have gets one', () => {
  expect(imported.contract.operations.map(({ id, path }) => `${id} ${path}`)).toEqual([
    'listClients /clients',
    'listClientsContacts /clients/{clientId}/contacts',
    'listUsers /users',
    'listReviews /reviews',
    'listOverdueReviewCategories /reviews/categories/overdue',
    'listFindings /findings',
    'listRecommendations /recommendations',
    'listRecommendationConfigurations /recommendations/{id}/configurations',
    'listInitiatives /initiatives',
    'listMeetings /meetings',
  ]);
  expect(imported.contract.basePath).toBe('/public-api/v1');
});

test('a new list below another one knows where its path parameter and its ids come from', () => {
  const contacts = operation('listClientsContacts');
  expect(contacts.parent).toEqual({ operation: 'listClients', member: 'id', parameter: 'clientId' });
  expect(contacts.references).toEqual([{ path: 'clientId', operation: 'listClients', member: 'id', mirrors: {} }]);
  expect(contacts.fields.map(({ name, evidence }) => `${name} ${evidence}`)).toContain('isPrimary assumed');
  expect(operation('listRecommendationConfigurations').parent?.parameter).toBe('id');
});

test('a limit in a description becomes the limit, documented', () => {
  expect(imported.contract.limit).toEqual({ requests: 100, windowSeconds: 60 });
  const spelt = (words: string) =>
    importEdited((text) => text.replace('100 requests per minute', words)).contract.limit;
  expect(spelt('1,200 API calls every 2 hours')).toEqual({ requests: 1200, windowSeconds: 7200 });
  expect(spelt('a fair number of requests'), 'ours, where none is stated').toEqual({ requests: 50, windowSeconds: 60 });
});

test('what the vendor says is documented; what it cannot say stays as it was known', () => {
  expect(field('listClients', 'industry')?.schema).toEqual({
    type: 'string',
    nullable: true,
    'x-evidence': 'documented',
  });
  expect(field('listClients', 'alignmentScore')?.schema).toMatchObject({ minimum: 0, maximum: 100 });
  expect(field('listClients', 'createdDate')?.schema.format, 'not RFC 3339 date-time').toBe('dotnet-datetime');
  expect(field('listRecommendations', 'budgetMonth')?.schema.format).toBe('year-month');
  expect(field('listFindings', 'id')?.schema.format).toBe('int64');
  expect(field('listClients', 'name')?.required, 'seen in every row').toBe(true);
  expect(field('listReviews', 'assignedVCIO')?.schema.nullable, '3.0 cannot say so of a $ref').toBe(true);
  expect(field('listReviews', 'client')?.schema.nullable).toBeUndefined();
  const status = field('listReviews', 'status')?.schema;
  expect(status?.enum).toEqual(['New', 'EngineerInProgress', 'VCIOInProgress', 'Complete']);
  expect(status?.['x-known-values']).toBeUndefined();
  expect(operation('listClients').responses['429']?.['x-evidence']).toBe('documented');
  expect(operation('listClients').responses['404']?.['x-evidence']).toBe('assumed');
});

test('marks follow a member to its new name, and go where the field is gone', () => {
  const path = 'recommendationFeedbacks[].modifiedBy';
  expect(operation('listRecommendations').references.find((one) => one.path === path)?.operation).toBe('listUsers');
  expect(operation('listRecommendations').fields.map(({ name }) => name)).not.toContain('hours');
  const renamed = importEdited((text) => text.replaceAll('"recommendationsIds"', '"recommendationIds"')).contract;
  const initiatives = renamed.operations.find(({ id }) => id === 'listRecommendations')?.references;
  expect(initiatives?.find((one) => one.path === 'initiative.id')?.inverse).toBe('recommendationIds');
  const names = importEdited((text) => text.replaceAll('"firstName"', '"givenName"')).contract;
  const engineer = names.operations.find(({ id }) => id === 'listReviews')?.references[0];
  expect(engineer?.mirrors, 'half of a full name is no full name').toEqual({});
});

test('fields that a description lists are documented, a list without any keeps ours', () => {
  const fields = (id: string) => operation(id).fields.map(({ name, evidence }) => `${name} ${evidence}`);
  expect(fields('listClients')).toContain('industry documented');
  expect(fields('listClients')).toContain('name documented');
  expect(fields('listOverdueReviewCategories')).toContain('client.fullName observed');
});

test('what cannot be taken over is said in a note', () => {
  expect(imported.notes).toEqual([
    expect.stringMatching(/^\/public-api\/v1\/clients\/\{id\}: Left out: its response is no list/),
    'POST /public-api/v1/reviews: Left out: the suites judge a read-only API.',
    "The vendor's file names no header for the key; ours, mitp-api-key, is kept.",
    expect.stringMatching(/^Every text may be null there/),
    'The file lets `items` be null; the contract does not (CON-04).',
    'The request limit is read from "The API call limit is 100 requests per minute per IT provider.".',
  ]);
});

test('the address of the file, a server and a security scheme are taken over', () => {
  const server = importEdited(
    (text) =>
      text
        .replace('"paths": {', '"servers": [{ "url": "/eu" }],\n  "paths": {')
        .replace(
          '"schemas": {',
          '"securitySchemes": {"k":{"type":"apiKey","in":"header","name":"x-key"}},\n"schemas": {',
        ),
    'https://api.example/swagger/v1/swagger.json',
  ).contract;
  expect(server.document.servers?.[0]?.url).toBe('https://api.example/eu/public-api/v1');
  expect(server.keyHeader).toBe('x-key');
});

test('examples still conform after the import', () => {
  for (const { id, responses, envelope } of imported.contract.operations) {
    const examples = responses['200']?.content?.['application/json']?.examples ?? {};
    const validate = contractAjv().compile(envelope);
    for (const { value } of Object.values(examples))
      expect(validate(value), `${id} ${JSON.stringify(validate.errors)}`).toBe(true);
  }
  const row =
    operation('listRecommendations').responses['200']?.content?.['application/json']?.examples?.typical?.value;
  const feedback = (row as { items: { recommendationFeedbacks: Record<string, unknown>[] }[] }).items[0];
  expect(feedback?.recommendationFeedbacks[0]?.modifiedDate, 'carried over to the new name').toBe(
    '2024-03-19T16:20:00',
  );
});

test('every field of the new contract says how it is known', () => {
  for (const { item } of imported.contract.operations) {
    for (const { path, schema } of schemaFields(item)) expect(schema['x-evidence'], path).toBeDefined();
  }
});

test('the new contract is formatted, lints clean, and its types name what ours named', async () => {
  const config = (await resolveConfig(DEFAULT_CONTRACT)) ?? {};
  expect(await check(imported.text, { ...config, parser: 'yaml' })).toBe(true);
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  const file = join(folder, 'openapi.yaml');
  writeFileSync(file, imported.text);
  const redocly = asset('node_modules/@redocly/cli/bin/cli.js');
  const lint = spawnSync(process.execPath, [redocly, 'lint', file, '--config', asset('redocly.yaml')], {
    encoding: 'utf8',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  expect(lint.status, lint.stderr).toBe(0);
  rmSync(folder, { recursive: true });
  const types = await typesOf(imported.text);
  for (const name of ['Client', 'ClientReference', 'RecommendationPage', 'Problem', 'Contact']) {
    expect(types).toMatch(new RegExp(`^ {8}${name}: \\{`, 'm'));
  }
});

test('the types that an import makes are those of npm run spec:types', async () => {
  expect(await typesOf(current.text)).toBe(readFileSync(asset('spec/generated/api.ts'), 'utf8'));
});

test('a file without any list is rejected with its line', () => {
  const empty = '{\n"openapi": "3.0.1",\n"info": {"title": "Petstore", "version": "1"},\n"paths": {}\n}';
  expect(() => importContract(current, parseVendor(empty, 'pets.json'))).toThrow(
    /^pets\.json:4: No operation returns a list in the envelope/,
  );
});

/** A file of another API, one path of which is called as one of ours. */
const other = (users: object) =>
  parseVendor(
    JSON.stringify({
      openapi: '3.0.1',
      info: { title: 'Another API', version: '1' },
      paths: {
        '/users': { get: { responses: { 200: users } } },
        '/pets': {
          get: {
            responses: {
              200: { description: 'Pets', content: { 'application/json': { schema: { properties: { pets: {} } } } } },
            },
          },
        },
      },
    }),
    'other.json',
  );

test('a file that shares one path with us, and does not say what is returned there, is another API', () => {
  expect(() => importContract(current, other({ description: 'Users' }))).toThrow(
    /^other\.json:1: Of our 9 lists it has only \/users, .*1 GET path returns \{pets\}.*This is another API/,
  );
});

test('a file without any list says what it has in place of lists, beside a reference that leads nowhere', () => {
  expect(() => importContract(current, other({ $ref: '#/components/responses/Users' }))).toThrow(
    /No operation returns a list .*1 GET path returns \{pets\}\. References lead nowhere, .*`\$ref: #\/components\/responses\/Users`/,
  );
});

test('pages that the file counts from 0 are counted from 1 by suites and mock, and a note says so', () => {
  const parameters = [
    { name: 'page', in: 'query', schema: { type: 'integer', minimum: 0, default: 0 } },
    { name: 'pageSize', in: 'query', schema: { type: 'integer', minimum: 0, maximum: 50 } },
  ];
  const document = JSON.parse(readFileSync(FIXTURE, 'utf8')) as {
    paths: Record<string, { get: { parameters: object[] } }>;
  };
  document.paths['/public-api/v1/clients']!.get.parameters = parameters;
  const { contract, notes } = importContract(current, parseVendor(JSON.stringify(document), 'vendor.json'));
  const [clients] = contract.operations;
  const schemaOf = (name: string) => clients?.parameters.find((one) => one.name === name)?.schema;
  expect(schemaOf('page')).toMatchObject({ minimum: 1 });
  expect(schemaOf('page')).not.toHaveProperty('default');
  expect(schemaOf('pageSize')).toMatchObject({ minimum: 1, maximum: 50 });
  expect(notes.join('\n')).toContain(
    '/clients page, /clients pageSize: The file allows 0; suites and mock count from 1, and ours stays.',
  );
});
