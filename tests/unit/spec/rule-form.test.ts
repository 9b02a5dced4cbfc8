import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { parseQuery } from '../../../mocks/data/query-string.ts';
import { queryAsJson, rulesAsJson } from '../../../mocks/data/rule-form.ts';
import { loadContract, type Operation } from '../../../spec/contract.ts';
import { ruleForm, type RuleForm } from '../../../spec/openapi/rule-form.ts';
import { sentTarget } from '../../../verifier/exchange.ts';
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
    [undefined, { schema: { type: 'integer' } }],
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

test('what a form cannot say is not sent', () => {
  const operation = written({ style: 'deepObject', schema: { type: 'object' } });
  const secrets = new Secrets({ active: 'x'.repeat(32) });
  const half = { ...RULE, condition: '\ud800' };
  for (const query of [
    { filter: [RULE, RULE] },
    { filter: half },
    { more: [['queryFilters', '{"field":'] as const] },
  ]) {
    const request = listRequest(operation, query);
    expect(request.wire).toBeNull();
    expect(sendable(request, secrets)).toBe(false);
  }
  expect(inForm('pairs', 'queryFilters', [JSON.stringify({ field: 'a,b' })])).toBeUndefined();
  expect(inForm('repeated', 'queryFilters', ['[]'])).toBeUndefined();
});

test('a filter that every request has to carry keeps every row, whatever the example of the contract keeps', () => {
  const operation = written({ required: true, example: '{"field":"id","predicate":"contains","condition":"1"}' });
  const sent = (one: Operation) => new URLSearchParams(sentTarget(listRequest(one)).split('?')[1]).get('queryFilters');
  expect(JSON.parse(sent(operation) ?? '')).toMatchObject({ field: 'id', predicate: 'notEqual', condition: /^0+-/ });
  expect(sent({ ...operation, fields: [] })).toBe('[]');
  const byName = operation.fields.filter(({ name }) => name === 'name' || name === 'alignmentScore');
  expect(JSON.parse(sent({ ...operation, fields: byName }) ?? '')).toMatchObject({ field: 'name' });
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
