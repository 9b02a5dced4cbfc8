import { test, expect } from '@playwright/test';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { asset } from '../../../spec/asset.ts';
import { contractOf, DEFAULT_CONTRACT } from '../../../spec/contract.ts';
import { parseSource, readSource } from '../../../spec/openapi/document.ts';
import { parseVendor } from '../../../spec/import/source.ts';
import { importContract } from '../../../spec/import/import.ts';
import { ContractError } from '../../../spec/problem.ts';
import { SLOW } from '../slow.ts';

type Node = Record<string, unknown>;

/** Every place of a document, as keys from its root. */
function places(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, key]))];
}

/** The document with something else, or nothing, at one place. */
function damaged(document: unknown, place: readonly string[], value: unknown): string {
  const copy = structuredClone(document) as Node;
  const holder = place.slice(0, -1).reduce<Node>((node, key) => node[key] as Node, copy);
  const last = place.at(-1) ?? '';
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return JSON.stringify(copy);
}

const REF = { $ref: '#/components/schemas/ClientDto' };
const wrong = fc.constantFrom<unknown>(undefined, null, 0, -1, 'x', '', true, [], {}, ['a'], REF, { type: 'string' });

/** Damages a file in many places, one at a time; what reads it may reject it, but only by a ContractError with lines. */
function expectClearErrors(file: string, numRuns: number, read: (text: string) => unknown): void {
  const document: unknown = parse(readFileSync(file, 'utf8'));
  const all = places(document).filter(({ length }) => length > 0);
  let rejected = 0;
  const property = fc.property(fc.nat({ max: all.length - 1 }), wrong, (index, value) => {
    try {
      read(damaged(document, all[index] ?? [], value));
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      for (const line of error.message.split('\n')) expect(line).toMatch(/^file\.json( \(as contract\))?:\d+: .+$/);
      rejected += 1;
    }
  });
  fc.assert(property, { numRuns, seed: 20 });
  expect(rejected).toBeGreaterThan(0);
}

test('a contract that is damaged anywhere is read or rejected with its line, never a crash', () => {
  expectClearErrors(DEFAULT_CONTRACT, 25, (text) => contractOf(parseSource(text, 'file.json')));
});

test('a vendor file that is damaged anywhere is imported or rejected with its line, never a crash', SLOW, () => {
  const current = readSource(DEFAULT_CONTRACT);
  const fixture = asset('tests/unit/spec/fixtures/swashbuckle.json');
  expectClearErrors(fixture, 12, (text) => importContract(current, parseVendor(text, 'file.json')));
});

for (const [what, text, want] of [
  ['Swagger 2.0', 'swagger: "2.0"\ninfo: {}', 'f:1: This is Swagger 2.0. `mitp spec import`'],
  ['another kind of file', '[1, 2]', 'f:1: This is not OpenAPI 3.0'],
  ['plain text', 'hello', 'f:1: This is not an OpenAPI document'],
  ['an empty file', '', 'f:1: This is not an OpenAPI document'],
  ['several documents', 'openapi: 3.0.4\n---\na: 1\n', 'f:2: This is not well-formed YAML or JSON: several documents'],
  ['broken YAML', 'openapi: 3.0.4\ninfo: {\npaths', 'f:3: This is not well-formed YAML or JSON'],
  [
    'a document without paths',
    'openapi: 3.0.4\ninfo: { title: A, version: "1" }',
    "f:1: The document must have required property 'paths'",
  ],
  ['a wrong type', 'openapi: 3.0.4\ninfo: { title: A, version: 1 }\npaths: {}', 'f:2: info.version must be string'],
] as const) {
  test(`${what} is rejected in a clear line`, () => {
    expect(() => parseSource(text, 'f')).toThrow(want);
  });
}

test('references that leave the file, name nothing or lead back to themselves are rejected with their line', () => {
  const text = readFileSync(DEFAULT_CONTRACT, 'utf8');
  const check = (from: string, to: string) => () => contractOf(parseSource(text.replace(from, to), 'f'));
  expect(check("'#/components/schemas/ClientPage'", "'other.yaml#/Page'")).toThrow(
    /^f:\d+: \$ref other\.yaml#\/Page leaves/,
  );
  expect(check("'#/components/schemas/ClientPage'", "'#/components/schemas/Nobody'")).toThrow(
    /names nothing in this file/,
  );
  expect(
    check("items: { $ref: '#/components/schemas/Client' }", "items: { $ref: '#/components/schemas/ClientPage' }"),
  ).toThrow(/leads back to itself/);
});
