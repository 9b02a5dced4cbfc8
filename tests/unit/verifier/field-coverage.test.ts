import { expect, test } from '@playwright/test';
import type { RequestGroup } from '../../../verifier/check-context.ts';
import type { Check } from '../../../verifier/check.ts';
import { requestCounts, windowsPassed } from '../../../verifier/counts.ts';
import type { Exchange, RequestSpec } from '../../../verifier/exchange.ts';
import { fieldCoverage } from '../../../verifier/field-coverage.ts';
import { Needs } from '../../../verifier/needs.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest, rawRequest, type ListQuery } from '../../../verifier/requests.ts';
import { runFacts } from '../../../verifier/run-facts.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import { runOf } from '../run-of.ts';

const contract = sampleContract();
const clients = contract.operations.find(({ id }) => id === 'listClients')!;

/** What counts as tried after requests for clients, of which there are 20. */
function tried(queries: readonly ListQuery[], { status = 200, method = 'GET' } = {}): string[] {
  const recorder = new Recorder();
  const record = (request: RequestSpec, code: number, items: readonly object[]) => {
    const text = JSON.stringify({ page: 1, pageSize: 10, totalCount: 20, items });
    recorder.record({ scenario: 'probe', request, sentAt: 0, took: 1, response: { status: code, headers: {}, text } });
  };
  for (const query of queries) {
    const rows = Array.from({ length: 10 }, (_, id) => ({ id: 10 * (Number(query.page ?? 1) - 1) + id }));
    record({ ...listRequest(clients, query), method }, status, Number(query.page) > 2 ? [] : rows);
  }
  const target = { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys: new Set<string>() };
  const coverage = fieldCoverage({ contract, recorder, target, depth: 'full', seed: 1 });
  for (const { documented, missing, tried: count } of coverage) expect(count).toBe(documented - missing.length);
  return coverage.filter((one) => one.tried > 0).map((one) => `${one.kind} ${one.tried}`);
}

test('A run in which some list came says what it tried, and one in which none came does not', () => {
  const after = (...statuses: readonly number[]) => {
    const run = runOf({ baseUrl: 'http://sample', keys: { active: 'k'.repeat(40) }, limit: 50, windowSeconds: 60 });
    for (const status of statuses)
      run.context.recorder.record({
        ...{ scenario: 'probe', request: listRequest(clients, {}, { fresh: String(status) }), sentAt: 0, took: 1 },
        response: { status, headers: {}, text: '{}' },
      });
    return Object.keys(runFacts(run));
  };
  expect(after(401, 200, 404)).toContain('fieldCoverage');
  expect(after(401, 404)).not.toContain('fieldCoverage');
});

test('A field or a page counts as tried once a request that names it was served', () => {
  const name = clients.fields.find(({ evidence, type }) => evidence !== 'assumed' && type === 'string')!.name;
  const filter = { field: name, predicate: 'contains', condition: 'a' };
  expect(tried([{ filter, sort: { field: name, direction: 'desc' } }])).toEqual([
    ...['contains 1', 'sorted desc 1', 'first page 1'],
  ]);
  expect(tried([{ filter }], { status: 400 })).toEqual([]);
  expect(tried([{ filter }], { method: 'HEAD' })).toEqual([]);
  const pages = (...numbers: readonly number[]) => tried([{}, ...numbers.map((page) => ({ page, pageSize: 10 }))]);
  expect([pages(), pages(1, 2), pages(3), pages(2, 3)]).toEqual([
    ['first page 1'],
    ['first page 1', 'later page 1'],
    ['first page 1', 'page past the end 1'],
    ['first page 1', 'later page 1', 'page past the end 1'],
  ]);
});

test('What checks need is computed anew after the requests that they wanted, or all of it', () => {
  const checks = ['PAG-01', 'PAG-02'].map((clause) => ({ clause }) as unknown as Check);
  const computed: string[] = [];
  const requestOf = ({ clause }: Check) => rawRequest(`/${clause}`);
  const needs = new Needs(checks, (check) => {
    computed.push(check.clause);
    return [{ label: '', depth: 'quick', requests: [requestOf(check)] } satisfies RequestGroup];
  });
  const look = () => {
    const { length } = needs.queues;
    expect(length).toBe(2);
    return computed.splice(0);
  };
  expect([look(), look()]).toEqual([['PAG-01', 'PAG-02'], []]);
  expect(needs.renew(), 'it is as it would be').toBe(false);
  needs.expect([{ request: requestOf(checks[1]!), urgent: true }]);
  expect(look()).toEqual(['PAG-02']);
  expect([needs.renew(), look(), needs.renew()]).toEqual([true, ['PAG-01', 'PAG-02'], false]);
  needs.expect([{ request: requestOf(checks[1]!), urgent: false }]);
  expect([look(), needs.renew()]).toEqual([['PAG-01', 'PAG-02'], false]);
});

test('Requests are counted by their response and their key, and windows from the first request to the last response', () => {
  const at = (status: number | undefined, key: string | null, sentAt = 0, took = 0): Exchange => ({
    ...{ n: 1, scenario: 'probe', request: rawRequest('/clients', { key }), sentAt, took },
    ...(status === undefined ? { error: 'reset' } : { response: { status, headers: {}, text: '' } }),
  });
  const statuses = [200, 400, 404, 500, 401, 403, 429, undefined].map((status) => at(status, 'active'));
  expect(requestCounts(statuses)).toEqual({ sent: 8, served: 4, refused401: 2, limited429: 1 });
  const keys = ['sibling', 'foreign', 'active:upper', 'revoked', 'deleted', 'unknown', 'revoked:upper', null];
  expect(requestCounts(keys.map((key) => at(200, key))).served).toBe(3);
  const windows = (...all: readonly Exchange[]) => windowsPassed(all, 100);
  expect([windows(), windows(at(200, null, 5)), windows(at(200, null, 5, 100))]).toEqual([0, 1, 1]);
  expect(windows(at(200, null, 5, 101))).toBe(2);
  expect(windows(at(200, null, 5, 201), at(200, null, 10, 1))).toBe(3);
});
