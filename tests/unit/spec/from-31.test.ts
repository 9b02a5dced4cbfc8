import { test, expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { asset } from '../../../spec/asset.ts';
import { contractOf, DEFAULT_CONTRACT } from '../../../spec/contract.ts';
import { diffContracts } from '../../../spec/diff/diff.ts';
import { parseSource, readSource } from '../../../spec/openapi/document.ts';
import { from31 } from '../../../spec/import/from-31.ts';
import { importContract } from '../../../spec/import/import.ts';

for (const [what, schema, want] of [
  ['a type with null', { type: ['string', 'null'] }, { type: 'string', nullable: true }],
  [
    'a number that is read from text too',
    { type: ['integer', 'string'], pattern: '^-?\\d+$', format: 'int32' },
    { type: 'integer', format: 'int32' },
  ],
  [
    'a reference that may be null',
    { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/A' }] },
    { nullable: true, allOf: [{ $ref: '#/components/schemas/A' }] },
  ],
  [
    'words beside a reference',
    { $ref: '#/components/schemas/A', description: 'The owner.' },
    { description: 'The owner.', allOf: [{ $ref: '#/components/schemas/A' }] },
  ],
  [
    'an exclusive bound',
    { type: 'number', exclusiveMinimum: 0 },
    { type: 'number', minimum: 0, exclusiveMinimum: true },
  ],
  ['a constant', { const: 'fixed' }, { enum: ['fixed'] }],
  [
    'members and rows',
    { type: 'array', items: { type: 'object', properties: { type: { type: ['boolean', 'null'] } } } },
    { type: 'array', items: { type: 'object', properties: { type: { type: 'boolean', nullable: true } } } },
  ],
] as const) {
  test(`OpenAPI 3.1 in the words of 3.0: ${what}`, () => {
    expect(from31({ components: { schemas: { It: schema } } })).toEqual({
      openapi: '3.0.4',
      components: { schemas: { It: want } },
    });
  });
}

test('the same service described in 3.1 gives the same contract', () => {
  const fixture = readFileSync(asset('tests/unit/spec/fixtures/swashbuckle.json'), 'utf8');
  const in31 = JSON.stringify(
    JSON.parse(fixture, (key, value: Record<string, unknown>) => {
      if (key === 'openapi') return '3.1.1';
      if (typeof value !== 'object' || value === null || value.nullable !== true) return value;
      const { nullable: _, ...rest } = value;
      return typeof rest.type === 'string'
        ? { ...rest, type: ['null', rest.type] }
        : { oneOf: [{ type: 'null' }, ...(rest.allOf as object[])] };
    }),
  );
  const current = readSource(DEFAULT_CONTRACT);
  const contract = importContract(current, parseSource(in31, 'v31.json', from31)).contract;
  expect(diffContracts(importContract(current, parseSource(fixture, 'v30.json')).contract, contract)).toEqual([]);
});

test('a contract itself is 3.0, for the tools that read the file', () => {
  const text = readFileSync(DEFAULT_CONTRACT, 'utf8').replace('openapi: 3.0.4', 'openapi: 3.1.0');
  expect(() => contractOf(parseSource(text, 'f'))).toThrow(
    /^f:\d+: This is not OpenAPI 3\.0 .* Of 3\.1, `mitp spec import` makes 3\.0\.$/,
  );
});
