import { test, expect } from '@playwright/test';
import { startMock } from '../../../mocks/index.ts';
import { readFileSync } from 'node:fs';
import { contractAjv } from '../../../spec/ajv.ts';
import { DEFAULT_CONTRACT, loadContract, type Schema } from '../../../spec/contract.ts';
import { EVIDENCE } from '../../../spec/openapi/schema.ts';

const contract = loadContract();

test('every example of a response validates against its schema', () => {
  let tried = 0;
  for (const operation of contract.operations) {
    for (const [status, response] of Object.entries(operation.responses)) {
      for (const { schema, examples } of Object.values(response.content ?? {})) {
        const validate = contractAjv().compile(schema);
        for (const [name, example] of Object.entries(examples ?? {})) {
          const conforms = validate(example.value);
          expect(conforms, `${operation.id} ${status} ${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
          tried += 1;
        }
      }
    }
  }
  expect(tried).toBeGreaterThanOrEqual(9 * 7);
});

test('every example of a JSON parameter validates against its x-json-schema', () => {
  const parameters = contract.operations[0]?.parameters ?? [];
  for (const name of ['queryFilters', 'sortingRules']) {
    const parameter = parameters.find((one) => one.name === name);
    const validate = contractAjv().compile(parameter?.['x-json-schema'] ?? false);
    const examples = Object.values(parameter?.examples ?? {});
    expect(examples).toHaveLength(2);
    for (const { value } of examples) expect(validate(JSON.parse(String(value))), String(value)).toBe(true);
    expect(validate({}), `${name} takes an empty object`).toBe(false);
    expect(validate([]), `${name} takes an empty array`).toBe(false);
  }
});

test('the examples of a path parameter are named as those of the response, and are rows of the default mock', async () => {
  await using mock = await startMock();
  for (const { id, path, parameters, responses } of contract.operations) {
    const names = Object.keys(responses['200']?.content?.['application/json']?.examples ?? {});
    for (const parameter of parameters.filter((one) => one.in === 'path')) {
      expect(Object.keys(parameter.examples ?? {}), id).toEqual(names);
      for (const { value } of Object.values(parameter.examples ?? {})) {
        const address = mock.baseUrl + path.replace(`{${parameter.name}}`, String(value));
        expect((await fetch(address, { headers: { 'mitp-api-key': mock.keys.active } })).status, address).toBe(200);
      }
    }
  }
});

test('every operation, parameter, header, response and member says how it is known', () => {
  const unmarked: string[] = [];
  const marked = (value: object, where: string) => {
    const evidence = (value as { 'x-evidence'?: string })['x-evidence'];
    if (!EVIDENCE.some((one) => one === evidence)) unmarked.push(where);
  };
  const walk = (schema: Schema, where: string) => {
    if (schema.$ref) return;
    marked(schema, where);
    for (const [name, fieldPath] of Object.entries(schema.properties ?? {})) walk(fieldPath, `${where}.${name}`);
    if (schema.items?.properties) walk(schema.items, `${where}[]`);
  };
  for (const [name, schema] of Object.entries(contract.document.components?.schemas ?? {})) walk(schema, name);
  for (const operation of contract.operations) {
    const raw = contract.document.paths[operation.path]?.get as { 'x-fields': object[] };
    marked(raw, operation.id);
    raw['x-fields'].forEach((field) => marked(field, `${operation.id} x-fields ${JSON.stringify(field)}`));
    operation.parameters.forEach((parameter) => marked(parameter, `${operation.id} ${parameter.name}`));
    for (const [status, response] of Object.entries(operation.responses)) {
      marked(response, `${operation.id} ${status}`);
      Object.entries(response.headers ?? {}).forEach(([name, header]) => marked(header, `${status} ${name}`));
    }
  }
  expect(unmarked).toEqual([]);
});

test('every operation describes 200, 400, 401, 404, 405 and 429 with examples', () => {
  for (const operation of contract.operations) {
    expect(Object.keys(operation.responses)).toEqual(['200', '400', '401', '404', '405', '429']);
    for (const response of Object.values(operation.responses)) {
      for (const { examples } of Object.values(response.content ?? {})) expect(examples).toBeDefined();
    }
    expect(Object.keys(operation.responses['429']?.headers ?? {})).toContain('Retry-After');
    expect(Object.keys(operation.responses['401']?.headers ?? {})).toContain('WWW-Authenticate');
    expect(Object.keys(operation.responses['405']?.headers ?? {})).toContain('Allow');
  }
});

test('every item schema is closed, so that drift shows', () => {
  const open: string[] = [];
  const walk = (schema: Schema, where: string) => {
    if (schema.properties && schema.additionalProperties !== false) open.push(where);
    for (const [name, fieldName] of Object.entries(schema.properties ?? {})) walk(fieldName, `${where}.${name}`);
    if (schema.items) walk(schema.items, `${where}[]`);
  };
  contract.operations.forEach(({ id, envelope }) => walk(envelope, id));
  expect(open).toEqual([]);
});

test('no component stands unused in the file', () => {
  const text = readFileSync(DEFAULT_CONTRACT, 'utf8');
  for (const section of ['schemas', 'responses', 'parameters', 'headers']) {
    for (const name of Object.keys(contract.document.components?.[section] ?? {})) {
      expect(text, `${section}/${name} is unused`).toContain(`'#/components/${section}/${name}'`);
    }
  }
});
