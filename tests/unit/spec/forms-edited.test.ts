import { test, expect } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectImported, field, form, spec, type Form } from './forms.ts';
import { SLOW } from '../slow.ts';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access,
   @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return --
   the edits below reach into a parsed JSON file, which has no type. */

interface Edited extends Omit<Form, 'name'> {
  readonly edit: (document: any, schemas: any, clients: any) => void;
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const jsonOf = (get: any) => get.responses['200'].content['application/json'];

const FORMS: readonly Edited[] = [
  {
    what: 'an envelope that is one of several answers',
    edit: (_, __, clients) => (jsonOf(clients).schema = { oneOf: [ref('ProblemDetails'), ref('ClientPage')] }),
    holds: (contract) => expect(field(contract, 'listClients', 'id')?.['x-evidence']).toBe('documented'),
  },
  {
    what: 'rows of several kinds',
    edit: (_, schemas) => {
      const kind = (name: string) => ({
        allOf: [
          ref('ClientDto'),
          { properties: { kind: { type: 'string', enum: [name] }, [name]: { type: 'string' } } },
        ],
      });
      Object.assign(schemas, { One: kind('one'), Two: kind('two') });
      schemas.ClientPage.properties.items.items = { oneOf: [ref('One'), ref('Two')] };
    },
    notes: [/listClients row: `oneOf` cannot be expressed/],
    holds: (contract) => {
      expect(field(contract, 'listClients', 'kind')?.enum).toEqual(['one', 'two']);
      expect(field(contract, 'listClients', 'two')?.type).toBe('string');
    },
  },
  {
    what: 'a body that is an object, and no more',
    edit: (_, __, clients) => (jsonOf(clients).schema = { type: 'object' }),
    notes: [/clients: The file says nothing of the body of 200/],
  },
  {
    what: 'fields for requests alone, and one with the name of a reference',
    edit: (_, schemas) => {
      schemas.ClientDto.required = ['id', 'secret'];
      Object.assign(schemas.ClientDto.properties, {
        secret: { type: 'string', writeOnly: true },
        $ref: { type: 'string' },
      });
    },
    notes: [/listClients row: `a field called \$ref` cannot be expressed/],
    holds: (contract) => expect(field(contract, 'listClients', 'secret')).toBeUndefined(),
  },
  {
    what: 'a field with the name of the prototype, beside others of objects',
    edit: (_, schemas) => {
      const fields = '{"__proto__":{"type":"string"},"constructor":{"type":"string"},"toString":{"type":"integer"}}';
      schemas.ClientDto.properties = { ...schemas.ClientDto.properties, ...JSON.parse(fields) };
    },
    notes: [/listClients row: `a field called __proto__` cannot be expressed/],
    holds: (contract) => expect(field(contract, 'listClients', 'constructor')?.type).toBe('string'),
  },
  {
    what: 'more fields and more levels than can be worked with',
    edit: (_, schemas) => {
      let deep: object = { type: 'string' };
      for (let level = 0; level < 60; level += 1) deep = { type: 'array', items: deep };
      const more = Array.from({ length: 700 }, (__, at) => [`more${at}`, { type: 'string' }]);
      schemas.PersonDto.properties.deep = deep;
      Object.assign(schemas.ClientDto.properties, Object.fromEntries(more));
    },
    notes: [
      /listClients row: `more fields than can be worked with`/,
      /deep\[\]\[\].*`more levels than can be worked with`/,
    ],
    holds: (contract) => expect(field(contract, 'listClients', 'id')?.['x-evidence']).toBe('documented'),
  },
  {
    what: 'types that OpenAPI does not have',
    edit: (_, schemas) => (schemas.ClientDto.properties.name = { type: 'varchar' }),
    notes: [/listClients name: What the file says \(`type`\) cannot be expressed in the contract; ours stays/],
  },
  {
    what: 'an object whose fields are parameters, as Spring writes paging',
    edit: (_, schemas, clients) => {
      schemas.Pageable = { type: 'object', properties: { page: { type: 'integer' }, pageSize: { type: 'integer' } } };
      clients.parameters.splice(0, 2, { name: 'pageable', in: 'query', required: true, schema: ref('Pageable') });
    },
    holds: ({ operations }) =>
      expect(operations[0]?.parameters.map(({ name }) => name).slice(0, 2)).toEqual(['page', 'pageSize']),
  },
  {
    what: 'parameters that every request has to carry, each in its form; headers that are none',
    edit: (_, __, clients) =>
      clients.parameters.push(
        { name: 'Accept', in: 'header', required: true, schema: { type: 'string' } },
        { name: 'ids', in: 'query', required: true, schema: { type: 'array', items: { type: 'integer' } } },
        { name: 'csv', in: 'query', required: true, explode: false, schema: { type: 'array', items: { enum: ['a'] } } },
        {
          ...{ name: 'deep', in: 'query', required: true, style: 'deepObject' },
          schema: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
        },
        {
          ...{ name: 'json', in: 'query', required: true },
          content: { 'application/json': { schema: { type: 'object', properties: { x: { type: 'integer' } } } } },
        },
      ),
    notes: [/Clients must now send ids \(query\); the suites send \[1\]/],
    holds: ({ operations }) => expect(operations[0]?.parameters.map(({ name }) => name)).not.toContain('Accept'),
  },
  {
    what: 'constraints and a query in the path, names with another separator',
    edit: (document, _, clients) => {
      document.paths['/public-api/v1/clients?api-version=1'] = document.paths['/public-api/v1/clients'];
      delete document.paths['/public-api/v1/clients'];
      clients.parameters[1].name = 'page_size';
    },
    notes: [/What follows the question mark is no part of a path/, /A server that knows only page_size ignores them/],
    holds: ({ operations }) => expect(operations.map(({ path }) => path)).toContain('/clients'),
  },
  {
    what: 'ids as texts that need an escape, below which a list hangs; ids that differ from what points at them',
    edit: (document, schemas) => {
      const path = '/public-api/v1/clients/{clientId:guid}/contacts';
      const { get } = document.paths['/public-api/v1/reviews'];
      const clientId = { name: 'clientId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
      document.paths[path] = { get: { ...get, parameters: [clientId] } };
      schemas.ClientDto.properties.id = { type: 'string', pattern: '^[a-z]{3} [a-z]{3}$' };
    },
    notes: [/listClients id: The file has .* there, uuid here: \{clientId\} follows them/],
  },
  {
    what: 'a path parameter under another name than in the path',
    edit: (document) => {
      const { get } = document.paths['/public-api/v1/reviews'];
      const key = { name: 'key', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
      document.paths['/public-api/v1/clients/{clientId}/contacts'] = { get: { ...get, parameters: [key] } };
    },
    notes: [/The path has \{clientId\}, its parameter is called key: one is taken for the other/],
    holds: ({ operations }) =>
      expect(operations.map(({ pathParameters }) => pathParameters.join())).toContain('clientId'),
  },
  {
    what: 'ids of another type, to which what pointed back does not lead any more',
    edit: (document, schemas) => {
      const list = (name: string) => {
        const { get } = document.paths['/public-api/v1/clients'];
        const page = structuredClone(schemas.ClientPage);
        page.properties.items.items = ref(name);
        schemas[`${name}Page`] = page;
        const content = { 'application/json': { schema: ref(`${name}Page`) } };
        document.paths[`/public-api/v1/${name}s`] = { get: { ...get, responses: { 200: { content } } } };
      };
      const fields = { id: { type: 'string' }, client: ref('ClientDto') };
      const ids = { type: 'array', items: { type: 'integer' } };
      schemas.initiative = { type: 'object', properties: { ...fields, recommendationsIds: ids } };
      schemas.recommendation = {
        ...{ type: 'object', properties: { ...fields, initiative: { type: 'object', properties: { id: fields.id } } } },
      };
      list('initiative');
      list('recommendation');
    },
    holds: ({ operations }) => {
      const { references } = operations.find(({ id }) => id === 'listRecommendations')!;
      expect(references.find(({ path }) => path === 'initiative.id')).toEqual({
        ...{ path: 'initiative.id', operation: 'listInitiatives', member: 'id', mirrors: {} },
      });
    },
  },
  {
    what: 'schemas that call each other by their $id, content as a component (3.2)',
    edit: (document, schemas, clients) => {
      document.openapi = '3.2.0';
      document.$self = 'https://vendor.example/openapi.json';
      schemas.ClientDto.$id = 'https://vendor.example/schemas/client';
      schemas.ClientPage.properties.items.items = { $ref: 'https://vendor.example/schemas/client' };
      document.components.mediaTypes = { Page: { schema: ref('ClientPage') } };
      clients.responses['200'].content['application/json'] = {
        $ref: 'https://vendor.example/openapi.json#/components/mediaTypes/Page',
      };
    },
    holds: (contract) => expect(field(contract, 'listClients', 'id')?.['x-evidence']).toBe('documented'),
  },
  {
    what: 'one server at every operation, a key in the query',
    edit: (document) => {
      delete document.servers;
      for (const { get } of Object.values(document.paths as Record<string, any>)) {
        get.servers = [{ url: 'https://{at}.example', variables: { at: { default: 'api' } } }];
        get.parameters = get.parameters.filter((one: any) => one.in !== 'header');
      }
      document.components.securitySchemes = { token: { type: 'apiKey', in: 'query', name: 'token' } };
    },
    notes: [/names no header for the key \(it has token, apiKey query\); ours, mitp-api-key, is kept/],
    holds: ({ document }) => expect(document.servers?.[0]?.url).toBe('https://api.example/public-api/v1'),
  },
  {
    what: 'a server without an address, as a service at the root of its host writes it',
    edit: (document) => (document.servers = [{ url: '' }]),
    holds: ({ basePath }) => expect(basePath).toBe('/public-api/v1'),
  },
  {
    what: 'two keys together',
    edit: (document) => {
      const key = (name: string) => ({ type: 'apiKey', in: 'header', name });
      document.components.securitySchemes = { Key: key('mitp-api-key'), Tenant: key('X-Tenant') };
      document.security = [{ Key: [], Tenant: [] }];
    },
    notes: [/Clients must send Tenant \(security\) beside the key; suites and mock know the key alone/],
  },
];

/** The small file with a change of its own, written down. */
function edited(edit: Edited['edit']): { folder: string; file: string } {
  const document = JSON.parse(readFileSync(form('key-as-parameter'), 'utf8'));
  document.components.schemas.ProblemDetails ??= { type: 'object', properties: { title: { type: 'string' } } };
  edit(document, document.components.schemas, document.paths['/public-api/v1/clients'].get);
  const folder = mkdtempSync(join(tmpdir(), 'form-'));
  const file = join(folder, 'swagger.json');
  writeFileSync(file, JSON.stringify(document));
  return { folder, file };
}

for (const { what, edit, ...expected } of FORMS) {
  test(`imported, checked and served: ${what}`, SLOW, async () => {
    const { folder, file } = edited(edit);
    await expectImported(file, expected).finally(() => rmSync(folder, { recursive: true }));
  });
}

test('a path parameter is found in any letter case, and a list of which it is not declared is left out', async () => {
  const { folder, file } = edited((document) => {
    const users = document.paths['/public-api/v1/reviews'];
    const clientId = { name: 'CLIENTID', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
    document.paths['/public-api/v1/clients/{clientId}/products'] = users;
    document.paths['/public-api/v1/clients/{clientId}/parts'] = { get: { ...users.get, parameters: [clientId] } };
  });
  const { said } = await spec('import', file, '--dry-run');
  expect(said.join('\n')).toContain(
    '/clients/{clientId}/products: Left out: its path parameter clientId is not declared.',
  );
  expect(said.join('\n')).not.toContain('/parts: Left out');
  rmSync(folder, { recursive: true });
});
