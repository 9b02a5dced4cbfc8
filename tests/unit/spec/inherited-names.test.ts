import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { asset } from '../../../spec/asset.ts';
import { importContract } from '../../../spec/import/import.ts';
import { vendorSource } from '../../../spec/import/source.ts';
import { readSource } from '../../../spec/openapi/document.ts';
import { own } from '../../../spec/own.ts';

const NAMES = ['constructor', 'toString', 'valueOf', 'hasOwnProperty'];

test('fields and parts that are named as what every object inherits are imported as any other', async () => {
  const file = join(import.meta.dirname, 'fixtures', 'forms', 'beyond-the-contract.json');
  const document = JSON.parse(readFileSync(file, 'utf8')) as {
    tags?: unknown;
    components: { schemas: Record<string, { properties?: Record<string, unknown> }> };
  };
  const { schemas } = document.components;
  const inner = { type: 'object', properties: Object.fromEntries(NAMES.map((name) => [name, { type: 'string' }])) };
  schemas['constructor'] = inner;
  const rows = schemas['ClientDto']!.properties!;
  for (const name of NAMES) rows[name] = name === 'constructor' ? { $ref: '#/components/schemas/constructor' } : inner;
  document.tags = 'no list';
  const { contract } = importContract(
    readSource(asset('spec/openapi.yaml')),
    await vendorSource(JSON.stringify(document), file),
    {},
  );
  const item = contract.operations.find(({ id }) => id === 'listClients')?.item;
  for (const name of NAMES) expect(Object.keys(own(item?.properties, name)?.properties ?? {}), name).toEqual(NAMES);
});

test('tags that are no tags are passed over', async () => {
  const file = join(import.meta.dirname, 'fixtures', 'forms', 'beyond-the-contract.json');
  const document = { ...(JSON.parse(readFileSync(file, 'utf8')) as object), tags: [null, 'x', { name: 'Clients' }] };
  const vendor = await vendorSource(JSON.stringify(document), file);
  expect(importContract(readSource(asset('spec/openapi.yaml')), vendor, {}).contract.operations.length).toBeGreaterThan(
    0,
  );
});

test('own() finds what a record has, and nothing that it inherits', () => {
  expect(own({ constructor: 1 }, 'constructor')).toBe(1);
  for (const name of NAMES) expect(own({}, name), name).toBeUndefined();
  expect(own(undefined, 'a')).toBeUndefined();
});
