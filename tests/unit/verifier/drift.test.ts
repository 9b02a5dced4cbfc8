import { expect, test } from '@playwright/test';
import { contractOf, loadContract, type Contract } from '../../../spec/contract.ts';
import { parseSource } from '../../../spec/openapi/document.ts';
import { listRequest } from '../../../verifier/requests.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { driftOf, observedFields } from '../../../verifier/drift/drift.ts';
import { formatOf } from '../../../verifier/drift/format.ts';
import type { PatchStep } from '../../../verifier/drift/patch.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { bodyOf } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

/** What is in a row beside what the contract has; `i` counts rows. */
const GROWN: Readonly<Record<string, (i: number) => Record<string, unknown>>> = {
  listClients: (i) => ({ tier: i === 0 ? null : 'Gold' }),
  listReviews: () => ({ status: 'Postponed' }),
  listFindings: (i) => ({
    question: { label: `0e6a3f52-8f0c-4c3e-9a57-1d2b3c4d5e${10 + i}`, text: 'Is it?' },
    isArchived: i === 1 ? null : false,
  }),
};

/** The evidence of a server that has grown a member, a status, nulls and ids for labels, to be judged by a contract. */
function evidence(contract: Contract): CheckContext {
  const recorder = new Recorder();
  const server = sampleServer();
  for (const operation of contract.operations.filter(({ id }) =>
    ['listClients', 'listReviews', 'listFindings'].includes(id),
  )) {
    const request = listRequest(operation);
    const body = bodyOf(server(request));
    const items = body.items.map((row, i) => ({ ...row, ...GROWN[operation.id]?.(i) }));
    const response = { status: 200, headers: {}, text: JSON.stringify({ ...body, items }) };
    recorder.record({ scenario: 'probe', request, sentAt: 0, took: 1, response });
  }
  return {
    contract,
    recorder,
    depth: 'full',
    seed: 1,
    target: { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys: new Set() },
  };
}

const driftBy = (contract: Contract) => driftOf(evidence(contract)).filter(({ kind }) => kind !== 'never seen');

/** A contract with the steps of a JSON Patch done, read as if from a file. */
function patched({ document }: Contract, steps: readonly PatchStep[]): Contract {
  const changed = structuredClone(document) as unknown as Record<string, unknown>;
  for (const { path, value } of steps) {
    const way = path
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = way.pop() ?? '';
    const holder = way.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], changed);
    if (last === '-') (holder as unknown[]).push(value);
    else (holder as Record<string, unknown>)[last] = value;
  }
  return contractOf(parseSource(JSON.stringify(changed), 'patched.json'));
}

test('drift names new members, values, nulls and formats with example, count and a patch, and is gone once those are applied', () => {
  const contract = loadContract();
  const drift = driftBy(contract);
  expect(drift).toMatchObject([
    { kind: 'new member', operation: 'listClients', pointer: '/items/*/tier', example: 'Gold', count: 24 },
    { kind: 'new value', operation: 'listReviews', pointer: '/items/*/status', example: 'Postponed', count: 24 },
    { kind: 'null', operation: 'listFindings', pointer: '/items/*/isArchived', example: null, count: 1 },
    { kind: 'format', operation: 'listFindings', pointer: '/items/*/question/label', count: 24 },
  ]);
  const steps = drift.flatMap(({ patch }) => patch ?? []);
  expect(steps.map(({ value }) => value).slice(2)).toEqual([true, 'uuid']);
  expect(driftBy(patched(contract, steps))).toEqual([]);
});

test('of each member it is told how often it was there and null, and how its values were written', () => {
  const fields = observedFields(evidence(loadContract()));
  const of = (pointer: string) => fields.find((field) => field.pointer === `/items/*/${pointer}`);
  expect(of('tier')).toMatchObject({ rows: 24, present: 24, nulls: 1, formats: [{ format: 'text', count: 23 }] });
  expect(of('question/label')?.formats).toMatchObject([{ format: 'uuid', count: 24 }]);
  const dates = fields.find(
    ({ operation, pointer }) => operation === 'listClients' && pointer.endsWith('/createdDate'),
  );
  expect(dates?.formats.map(({ format }) => format)).toContain('date, no zone');
  expect(['2020-01-01T00:00:00.000Z', '2019-01-01T00:00:00.12', 'x', 7, 7.5, null].map(formatOf)).toEqual([
    'date, Z, 3 digits',
    'date, no zone, 2 digits',
    'text',
    'integer',
    'number',
    undefined,
  ]);
});
