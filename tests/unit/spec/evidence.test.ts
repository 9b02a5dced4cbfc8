import { test, expect } from '@playwright/test';
import { contractAjv } from '../../../spec/ajv.ts';
import {
  brokenEvidence,
  keywordEvidence,
  loadContract,
  type Schema,
  contractOf,
  DEFAULT_CONTRACT,
} from '../../../spec/contract.ts';
import { parseSource, readSource } from '../../../spec/openapi/document.ts';

const clients = loadContract().operations.find(({ id }) => id === 'listClients')!;
const findings = loadContract().operations.find(({ id }) => id === 'listFindings')!;

/** The evidence of the first thing that Ajv finds wrong with a page. */
function evidenceOf(envelope: Schema, page: object): string | undefined {
  const validate = contractAjv().compile(envelope);
  validate(page);
  const [error] = validate.errors ?? [];
  const at = (error?.instancePath ?? '').split('/').slice(1);
  const value = at.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], page);
  return error && `${error.keyword} ${brokenEvidence(envelope, error, value)}`;
}

const rowOf = ({ responses }: typeof clients) =>
  (responses['200']?.content?.['application/json']?.examples?.typical?.value as { items: Record<string, unknown>[] })
    .items[0];
const page = (row: object, frame: object = {}) => ({ page: 1, pageSize: 100, totalCount: 1, items: [row], ...frame });

test('a keyword without evidence of its own is as sure as its field', () => {
  expect(keywordEvidence({ type: 'string', 'x-evidence': 'observed' }, 'type')).toBe('observed');
  const id: Schema = { type: 'integer', 'x-evidence': 'observed', 'x-keyword-evidence': { format: 'assumed' } };
  expect(keywordEvidence(id, 'format')).toBe('assumed');
  expect(keywordEvidence(id, 'type')).toBe('observed');
  expect(keywordEvidence({}, 'type')).toBe('assumed');
});

test('int32 of the envelope and of ids is assumed, their type is observed', () => {
  expect(evidenceOf(clients.envelope, page(rowOf(clients)!, { totalCount: 2 ** 40 }))).toBe('format assumed');
  expect(evidenceOf(clients.envelope, page(rowOf(clients)!, { totalCount: '2' }))).toBe('type observed');
  expect(evidenceOf(findings.envelope, page({ ...rowOf(findings), id: 2 ** 40 }))).toBe('format assumed');
});

test('null where nobody said that there is none is assumed, where a name was always seen it is observed', () => {
  const question = { label: null, text: 'Why?' };
  expect(evidenceOf(findings.envelope, page({ ...rowOf(findings), question }))).toBe('type assumed');
  expect(evidenceOf(clients.envelope, page({ ...rowOf(clients), name: null }))).toBe('type observed');
  const { name: _, ...nameless } = rowOf(clients)!;
  expect(evidenceOf(clients.envelope, page(nameless))).toBe('required observed');
});

test('evidence of a keyword that is not there, or of no level, is rejected with its place', () => {
  const text = readSource(DEFAULT_CONTRACT).text;
  const wrong = text.replace('x-keyword-evidence: { format: assumed }', 'x-keyword-evidence: { pattern: sure }');
  expect(() => contractOf(parseSource(wrong, 'f'))).toThrow(/x-keyword-evidence (says sure of|names) pattern/);
});
