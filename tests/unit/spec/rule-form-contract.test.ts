import { expect, test } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMock } from '../../../mocks/index.ts';
import { asset } from '../../../spec/asset.ts';
import { contractOf, DEFAULT_CONTRACT, loadContract } from '../../../spec/contract.ts';
import { importContract } from '../../../spec/import/import.ts';
import { parseSource } from '../../../spec/openapi/document.ts';
import { ruleForm, type RuleForm } from '../../../spec/openapi/rule-form.ts';
import { configOf } from '../../../verifier/embedded.ts';
import { judgeTarget } from '../../judge-target.ts';
import { SLOW } from '../slow.ts';

const RULE = { field: 'name', predicate: 'equal', condition: 'a & b', operator: null };

/** A file with our contract, its filters written in the form of these keywords. */
function fileWith(keywords: object): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'form-'));
  const file = join(folder, 'openapi.json');
  const { document } = loadContract();
  const parameters = { ...(document.components?.parameters as Record<string, object>) };
  const { examples: _, ...plain } = parameters.queryFilters as { examples: unknown };
  parameters.queryFilters = { ...plain, ...keywords };
  writeFileSync(file, JSON.stringify({ ...document, components: { ...document.components, parameters } }));
  return { folder, file };
}

test('the mock serves, rejects and explains requests in the form of its contract', async () => {
  const { folder, file } = fileWith({ style: 'deepObject', schema: { type: 'object' } });
  await using mock = await startMock({ spec: file, size: 'small' });
  const get = async (query: string) => {
    const headers = { 'mitp-api-key': mock.keys.active };
    const response = await fetch(`${mock.baseUrl}/clients?${query}`, { headers });
    return {
      status: response.status,
      body: (await response.json()) as { totalCount: number; items: { id: number }[] },
    };
  };
  const all = (await get('')).body;
  const rule = `queryFilters[field]=id&queryFilters[predicate]=equal&queryFilters[condition]=${all.items[3]?.id}`;
  expect((await get(rule)).body.items).toEqual([all.items[3]]);
  expect(mock.journal()[0]?.ignored).toEqual([]);
  const wrong = await get(`queryFilters=${encodeURIComponent(JSON.stringify(RULE))}`);
  expect(wrong.status).toBe(400);
  expect(JSON.stringify(wrong.body)).toContain('JSON in one text is not read');
  rmSync(folder, { recursive: true });
});

test('a filter that is required is sent to the mock of its contract, and one that the form cannot say is no gap of depth', async () => {
  const before = process.env.MITP_CONTRACT;
  const { folder, file } = fileWith({ required: true, style: 'deepObject', schema: { type: 'object' } });
  await using mock = await startMock({ spec: file, size: 'small' });
  process.env.MITP_CONTRACT = file;
  try {
    const bare = await fetch(`${mock.baseUrl}/clients`, { headers: { 'mitp-api-key': mock.keys.active } });
    expect([bare.status, await bare.text()]).toEqual([400, expect.stringContaining('queryFilters')]);
    const { portal: _, docsUrl: __, ...config } = configOf(mock);
    const clauses = ['CON-01', 'FIL-01', 'FIL-05', 'FIL-08'] as const;
    const [served, one, two, odd] = await judgeTarget(config, { clauses, depth: 'quick' });
    expect([served, one, odd].map((clause) => clause?.verdict)).toEqual(['pass', 'pass', 'pass']);
    expect(two).toMatchObject({ verdict: 'not-run', reason: expect.stringContaining('cannot say every filter') });
  } finally {
    if (before === undefined) delete process.env.MITP_CONTRACT;
    else process.env.MITP_CONTRACT = before;
    rmSync(folder, { recursive: true });
  }
});

test('an import follows a vendor from each form to each other one', SLOW, () => {
  const vendorWith = (keywords: object) => {
    const file = JSON.parse(readFileSync(asset('tests/unit/spec/fixtures/swashbuckle.json'), 'utf8')) as {
      paths: Record<string, { get: { parameters: { name: string; schema?: object }[] } }>;
    };
    for (const { get } of Object.values(file.paths))
      for (const one of get?.parameters ?? []) if (one.name === 'queryFilters') Object.assign(one, keywords);
    return parseSource(JSON.stringify(file), 'swagger.json');
  };
  const object = { schema: { type: 'object', properties: { field: { type: 'string' } } } };
  const forms: [RuleForm, object, example: unknown][] = [
    ['bracketed', { ...object, style: 'deepObject' }, expect.objectContaining({ field: 'id' })],
    ['json', { schema: { type: 'string' } }, expect.stringContaining('"field":"id"')],
    ['repeated', { schema: { type: 'array', items: object.schema } }, [expect.objectContaining({ field: 'id' })]],
    ['json', { schema: undefined, content: { 'application/json': object } }, expect.stringContaining('"field":"id"')],
    ['spread', object, expect.objectContaining({ field: 'id' })],
    ['json', { schema: { type: 'integer' } }, expect.stringContaining('"field":"id"')],
  ];
  let text = readFileSync(DEFAULT_CONTRACT, 'utf8');
  for (const [form, keywords, example] of forms) {
    ({ text } = importContract(parseSource(text, 'openapi.yaml'), vendorWith(keywords)));
    const { operations } = contractOf(parseSource(text, 'openapi.yaml'));
    const filter = operations[0]?.parameters.find(({ name }) => name === 'queryFilters');
    expect(filter && ruleForm(filter)).toBe(form);
    expect(filter?.example).toEqual(example);
  }
});
