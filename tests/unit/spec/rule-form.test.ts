import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMock } from '../../../mocks/index.ts';
import { parseQuery } from '../../../mocks/data/query-string.ts';
import { queryAsJson, rulesAsJson } from '../../../mocks/data/rule-form.ts';
import { loadContract, type Operation } from '../../../spec/contract.ts';
import { ruleForm, type RuleForm } from '../../../spec/openapi/rule-form.ts';
import { sendable, Secrets } from '../../../verifier/secrets.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { inForm } from '../../../verifier/rule-form.ts';

const [clients] = loadContract().operations;

/** The first list, with its filters written in the form of these keywords. */
const written = (keywords: object): Operation => ({
  ...clients!,
  parameters: clients!.parameters.map((one) => (one.name === 'queryFilters' ? { ...one, ...keywords } : one)),
});

const RULE = { field: 'name', predicate: 'equal', condition: 'a & b', operator: null };

test('the form of rules follows from style, explode and type', () => {
  const forms: [RuleForm | undefined, Parameters<typeof ruleForm>[0]][] = [
    ['json', { schema: { type: 'string' } }],
    ['json', {}],
    ['repeated', { schema: { type: 'array', items: { type: 'object' } } }],
    ['bracketed', { style: 'deepObject', schema: { type: 'object' } }],
    ['spread', { schema: { type: 'object' } }],
    ['pairs', { explode: false, schema: { type: 'object' } }],
    [undefined, { explode: false, schema: { type: 'array' } }],
    [undefined, { style: 'pipeDelimited', schema: { type: 'array' } }],
    [undefined, { style: 'deepObject', schema: { type: 'array' } }],
    [undefined, { style: 'pipeDelimited', schema: { type: 'object' } }],
  ];
  for (const [form, parameter] of forms) expect(ruleForm(parameter), JSON.stringify(parameter)).toBe(form);
});

test('suites send rules as the contract writes them, and judge by what they mean', () => {
  const operation = written({ style: 'deepObject', schema: { type: 'object' } });
  const request = listRequest(operation, { page: 2, filter: RULE });
  expect(decodeURIComponent(request.target)).toContain(`queryFilters=${JSON.stringify(RULE)}`);
  expect(request.wire && decodeURIComponent(request.wire)).toBe(
    '/clients?page=2&queryFilters[field]=name&queryFilters[predicate]=equal&queryFilters[condition]=a & b',
  );
  expect(listRequest(operation, { page: 2 }).wire).toBeUndefined();
});

test('the mock serves, rejects and explains requests in the form of its contract', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'form-'));
  const file = join(folder, 'openapi.json');
  const { document } = loadContract();
  const parameters = { ...(document.components?.parameters as Record<string, object>) };
  const { examples: _, ...plain } = parameters.queryFilters as { examples: unknown };
  parameters.queryFilters = { ...plain, style: 'deepObject', schema: { type: 'object' } };
  writeFileSync(file, JSON.stringify({ ...document, components: { ...document.components, parameters } }));
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

test('what a form cannot say is not sent', () => {
  const operation = written({ style: 'deepObject', schema: { type: 'object' } });
  const secrets = new Secrets({ active: 'x'.repeat(32) });
  for (const query of [{ filter: [RULE, RULE] }, { more: [['queryFilters', '{"field":'] as const] }]) {
    const request = listRequest(operation, query);
    expect(request.wire).toBeNull();
    expect(sendable(request, secrets)).toBe(false);
  }
  expect(inForm('pairs', 'queryFilters', [JSON.stringify({ field: 'a,b' })])).toBeUndefined();
  expect(inForm('repeated', 'queryFilters', ['[]'])).toBeUndefined();
});

test('the mock reads back whatever the suites can write', () => {
  const text = fc.string({ unit: 'binary', maxLength: 12 });
  const rule = fc.record({ field: text, predicate: text, condition: text, operator: fc.constantFrom('and', 'or') });
  const form = fc.constantFrom<RuleForm>('repeated', 'bracketed', 'spread', 'pairs');
  fc.assert(
    fc.property(form, fc.array(rule, { minLength: 1, maxLength: 3 }), (name, rules) => {
      const pairs = inForm(name, 'queryFilters', [JSON.stringify(rules)]);
      if (!pairs) return;
      const query = pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
      const { parameters, wrong } = rulesAsJson(parseQuery(query), new Map([['queryFilters', name]]));
      const read = (parameters.get('queryFilters') ?? []).flatMap((value) => JSON.parse(value) as unknown);
      expect(wrong).toEqual([]);
      expect(read).toEqual(rules);
    }),
  );
});

test('the mock takes an array of objects as ASP.NET and Swagger UI write it, too', () => {
  const forms = new Map<string, RuleForm>([['queryFilters', 'repeated']]);
  for (const query of [
    'queryFilters[0].field=name&queryFilters[0].condition=x',
    'queryFilters[1][condition]=x&queryFilters[1][field]=name',
    'queryFilters[0]={"field":"name","condition":"x"}',
  ]) {
    const read = new URLSearchParams(queryAsJson(query, forms)).get('queryFilters');
    expect(JSON.parse(read ?? ''), query).toEqual([{ field: 'name', condition: 'x' }]);
  }
  expect(queryAsJson('queryFilters[0]=no', forms)).toBe('queryFilters%5B0%5D=no');
});

test('JSON in one text is rejected where the contract writes rules otherwise', () => {
  const { wrong } = rulesAsJson(parseQuery('queryFilters={}'), new Map([['queryFilters', 'bracketed']]));
  expect(wrong).toEqual([
    {
      parameter: 'queryFilters',
      message: 'The contract writes it as queryFilters[field]=id: JSON in one text is not read.',
    },
  ]);
});
