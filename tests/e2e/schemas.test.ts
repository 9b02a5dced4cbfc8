import { test, expect } from '@playwright/test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { unservedKeywords } from '../../mocks/dataset/served.ts';
import { makeDataset } from '../../mocks/dataset/index.ts';
import { asset } from '../../spec/asset.ts';
import { DEFAULT_CONTRACT } from '../../spec/contract.ts';
import { importContract } from '../../spec/import/import.ts';
import type { Unserved } from '../../spec/import/settle.ts';
import { parseVendor } from '../../spec/import/source.ts';
import { readSource } from '../../spec/openapi/document.ts';

const text = readFileSync(asset('tests/unit/spec/fixtures/forms/key-as-parameter.json'), 'utf8');
const current = readSource(DEFAULT_CONTRACT);

const FORMATS = ['date', 'time', 'email', 'uri', 'ipv4', 'hostname', 'duration', 'byte', 'guid', 'uuid', 'date-time'];
const PATTERNS = ['^[A-Z]{3}$', '^\\d+$', '[a-f0-9]{4}', '^(?:yes|no)$', '^\\+?[1-9]\\d{1,14}$', '^(?=.*x).+$'];
const range = (max: number) =>
  fc
    .tuple(fc.nat({ max }), fc.nat({ max }))
    .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);

const texts = fc
  .record(
    {
      format: fc.constantFrom(...FORMATS),
      pattern: fc.constantFrom(...PATTERNS),
      length: range(30),
      values: fc.uniqueArray(fc.string({ maxLength: 5 }), { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: [] },
  )
  .map(({ format, pattern, length, values }) => ({
    type: 'string',
    ...(format !== undefined && { format }),
    ...(pattern !== undefined && { pattern }),
    ...(length && { minLength: length[0], maxLength: length[1] }),
    ...(values && !format && !pattern && !length && { enum: values }),
  }));

const numbers = fc
  .record({
    type: fc.constantFrom('integer', 'number'),
    bounds: range(1000),
    open: fc.boolean(),
    step: fc.constantFrom(undefined, 1, 5, 0.5),
  })
  .map(({ type, bounds: [minimum, maximum], open, step }) => ({
    type,
    minimum: minimum - 500,
    maximum,
    ...(open && { exclusiveMinimum: true, exclusiveMaximum: true }),
    ...(step !== undefined && { multipleOf: step }),
  }));

/** Schemas of the keywords that .NET generators write, two levels deep. */
const { schema } = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'schema' },
    texts,
    numbers,
    fc.constant({ type: 'boolean' }),
    fc.record({ items: tie('schema'), size: range(4), unique: fc.boolean() }).map(({ items, size, unique }) => ({
      type: 'array',
      items,
      minItems: size[0],
      maxItems: size[1],
      ...(unique && { uniqueItems: true }),
    })),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema'), { minKeys: 1 }).map((properties) => ({
      type: 'object',
      properties,
      required: Object.keys(properties),
    })),
    tie('schema').map((values) => ({ type: 'object', additionalProperties: values })),
    tie('schema').map((inner) => ({ nullable: true, oneOf: [inner] })),
    tie('schema').map((inner) => ({ allOf: [inner], nullable: true })),
  ),
}));

/** A strict validator of the vendor's own schema: nothing of ours but how .NET writes dates. */
function vendorAjv(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('guid', /^[0-9a-f-]{36}$/i);
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
  return ajv;
}

/** The same schema for Ajv: bounds as numbers, null as a type. */
function forAjv(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(forAjv);
  if (typeof node !== 'object' || node === null) return node;
  const { exclusiveMinimum, exclusiveMaximum, nullable, ...rest } = node as Record<string, unknown>;
  const own = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === 'enum' ? value : forAjv(value)]),
  );
  const bounded = {
    ...own,
    ...(exclusiveMinimum === true && { exclusiveMinimum: own.minimum }),
    ...(exclusiveMaximum === true && { exclusiveMaximum: own.maximum }),
  };
  return nullable === true ? { anyOf: [{ type: 'null' }, bounded] } : bounded;
}

const COUNT = Number(process.env.SCHEMAS ?? 1000);
const IN_ONE_FILE = 20;

/** Imports schemas as fields of clients, without what cannot be served, as `mitp spec import` does. */
async function importedWith(fields: Readonly<Record<string, object>>) {
  const document = JSON.parse(text) as { components: { schemas: { ClientDto: { properties: object } } } };
  Object.assign(document.components.schemas.ClientDto.properties, fields);
  const vendor = parseVendor(JSON.stringify(document), 'vendor.json');
  const unserved: Unserved[] = [];
  for (;;) {
    const imported = importContract(current, vendor, { unserved });
    const found = await unservedKeywords(imported.contract);
    if (found.length === 0 || unserved.length > 200) return { ...imported, found, unserved };
    unserved.push(...found);
  }
}

test(`for any of ${COUNT} schemas the mock serves rows that Ajv accepts, or the import names the keyword`, async () => {
  test.setTimeout(1_800_000);
  const drawn = fc.sample(schema, { numRuns: COUNT, seed: 20 });
  let named = 0;
  for (let from = 0; from < drawn.length; from += IN_ONE_FILE) {
    const fields = Object.fromEntries(
      drawn.slice(from, from + IN_ONE_FILE).map((one, at) => [`field${from + at}`, one]),
    );
    const { contract, found, unserved } = await importedWith(fields);
    expect(found, 'the contract can be served').toEqual([]);
    const rows = makeDataset(contract, 'small', 1).lists.get('listClients') ?? [];
    for (const [field, one] of Object.entries(fields)) {
      if (unserved.some(({ path }) => path.split(/[.[]/)[0] === field)) {
        named += 1;
        continue;
      }
      const validate = vendorAjv().compile(forAjv(one) as object);
      for (const row of rows) {
        const value = JSON.stringify(row[field]);
        expect(validate(row[field]), `${JSON.stringify(one)}: ${value} ${JSON.stringify(validate.errors)}`).toBe(true);
      }
    }
  }
  expect(named, 'schemas of which a keyword was named').toBeLessThan(COUNT / 2);
});
