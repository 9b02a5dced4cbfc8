import { expect, test } from '@playwright/test';
import type { Parameter } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { outstanding } from '../../../verifier/outstanding.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import { Secrets } from '../../../verifier/secrets.ts';
import { contractChecks } from '../../contract/catalogue.ts';

const target = { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys: new Set(['active']) };

/** The names of parameters that CON-13 sends to two lists whose contract has these parameters, too. */
function sent(...own: string[]): Set<string> {
  const { operations, ...rest } = sampleContract();
  const parameters = own.map((name): Parameter => ({ name, in: 'query' }));
  const two = operations.slice(0, 2).map((one) => ({ ...one, parameters: [...one.parameters, ...parameters] }));
  const recorder = new Recorder();
  for (const operation of two) {
    const items = [0, 1, 2].map((id) => ({ id, name: `n${id}`, firstName: `f${id}` }));
    const text = JSON.stringify({ page: 1, pageSize: 100, totalCount: 3, items });
    const exchange = { scenario: 'probe', request: listRequest(operation), sentAt: 0, took: 1 };
    recorder.record({ ...exchange, response: { status: 200, headers: {}, text } });
  }
  const context: CheckContext = { contract: { ...rest, operations: two }, target, recorder, depth: 'full', seed: 0 };
  const checks = contractChecks.filter(({ clause }) => clause === 'CON-13');
  const open = outstanding(checks, context, new Secrets({ active: 'k'.repeat(40) }));
  return new Set(open.flatMap(({ request }) => [...new URL(request.target, 'http://sample').searchParams.keys()]));
}

test('a parameter that the contract has is not sent as an unknown one, however it is spelled', () => {
  const all = sent();
  for (const name of ['filter_field', 'search', 'sort', 'firstName']) expect(all).toContain(name);
  const fewer = sent('Search', 'sort', 'firstname', 'filter_field');
  expect([...all].filter((name) => !fewer.has(name)).sort()).toEqual(['filter_field', 'firstName', 'search', 'sort']);
});

test('a server that takes an unknown parameter for a choice of fields, or of a format, breaks no clause but CON-13', () => {
  const contract = sampleContract();
  const clauses = ['CON-02', 'CON-03', 'CON-05', 'PAG-04', 'REL-05'];
  const failed = (more: readonly [string, string][], text: string, type = 'application/json') => {
    const recorder = new Recorder();
    const operation = contract.operations.find(({ id }) => id === 'listClients')!;
    const exchange = { scenario: 'probe', request: listRequest(operation, { more }), sentAt: 0, took: 1 };
    recorder.record({ ...exchange, response: { status: 200, headers: { 'content-type': [type] }, text } });
    const context: CheckContext = { contract, target, recorder, depth: 'full', seed: 0 };
    const checks = contractChecks.filter(({ clause }) => clauses.includes(clause));
    return checks.filter((check) => check.judge(context).kind === 'fail').map(({ clause }) => clause);
  };
  const page = (row: object, pageSize: number) => JSON.stringify({ page: 1, pageSize, totalCount: 2, items: [row] });
  const inactive = { id: '0e6a3f52-8f0c-4c3e-9a57-1d2b3c4d5e6f', isActive: false, debug: 'none' };
  const none: [string, string][] = [['pageSize', '100']];
  expect(failed(none, '<clients/>', 'text/xml')).toEqual(['CON-02', 'CON-03']);
  expect(failed(none, page(inactive, 1))).toEqual(expect.arrayContaining(['CON-02', 'CON-05', 'PAG-04']));
  expect(failed([['format', 'xml']], '<clients/>', 'text/xml')).toEqual([]);
  expect(failed([['limit', '1']], page(inactive, 1))).toEqual([]);
});
