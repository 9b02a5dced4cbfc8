import { expect, test } from '@playwright/test';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { evidenceOf, hashedHost } from '../../../verifier/drift/evidence.ts';
import { finding } from '../../../verifier/finding.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { sampleContract, sampleExchange } from '../../../verifier/samples/sample.ts';
import { shownExchanges } from '../../../verifier/shown-exchanges.ts';

function contextOf(recorder: Recorder, embedded = false): CheckContext {
  const target = { baseUrl: 'http://sample', embedded, limit: 50, windowSeconds: 60, keys: new Set<string>() };
  return { contract: sampleContract(), recorder, target, depth: 'full', seed: 1 };
}

function recorderOf(bodies: readonly unknown[]): Recorder {
  const recorder = new Recorder();
  for (const [at, body] of bodies.entries()) recorder.record(sampleExchange('probe', at, { body }));
  return recorder;
}

const found = (exchange: number) => ({ operation: 'listClients', want: 'this', got: 'that', exchange });

test('A record shows the exchanges that findings point to, each once, 150 at most, and 6,000 characters of a body', () => {
  const text = (length: number) => 'x'.repeat(length);
  const { response: _, ...lost } = sampleExchange('probe', 9, { body: {} });
  const recorder = recorderOf([text(6_000), text(6_001), {}]);
  recorder.record({ ...lost, error: 'reset' });
  const { exchanges } = shownExchanges([found(1), found(2), found(1), found(4)], contextOf(recorder));
  expect(Object.keys(exchanges)).toEqual(['1', '2', '4']);
  expect([exchanges[1]?.cut, exchanges[2]?.cut]).toEqual([false, true]);
  expect([exchanges[1]?.body.length, exchanges[2]?.body.length]).toEqual([6_000, 6_000]);
  expect(exchanges[1]).toMatchObject({ status: 200, url: expect.stringMatching(/^http:\/\/sample\/clients/) });
  expect(JSON.stringify(exchanges[1]?.requestHeaders)).toContain('<active>');
  expect(exchanges[1]).not.toHaveProperty('error');
  expect(exchanges[4]).toMatchObject({ error: 'reset', body: '', cut: false, headers: {} });
  expect(exchanges[4]).not.toHaveProperty('status');
  const many = recorderOf(Array.from({ length: 151 }, () => ({})));
  const all = shownExchanges(
    Array.from({ length: 151 }, (_one, at) => found(at + 1)),
    contextOf(many),
  );
  expect([all.findings.length, Object.keys(all.exchanges).length]).toEqual([151, 150]);
});

test('A finding shows its row, and a command that reaches the mock after the run', () => {
  const recorder = recorderOf([{ items: [{ id: 1 }, { id: 2 }] }]);
  const command = { ...found(1), pointer: '/items/1/id', reproduce: 'curl http://sample/clients' };
  const [live] = shownExchanges([command], contextOf(recorder)).findings;
  expect(live?.reproduce).toBe('curl http://sample/clients');
  expect(JSON.stringify(live?.excerpt)).toContain('2');
  const [embedded] = shownExchanges([command], contextOf(recorder, true)).findings;
  expect(embedded?.reproduce).toBe('curl http://127.0.0.1:4010/public-api/v1/clients');
  const { pointer: _, ...withoutPointer } = command;
  expect(shownExchanges([withoutPointer], contextOf(recorder)).findings[0]).not.toHaveProperty('excerpt');
});

test('A finding has a command for each exchange that it compares, six at most, and the same one once', () => {
  const recorder = new Recorder();
  const { operations } = sampleContract();
  for (let page = 1; page <= 9; page += 1)
    recorder.record({ ...sampleExchange('probe', page, { body: {} }), request: listRequest(operations[0]!, { page }) });
  recorder.record({ ...sampleExchange('probe', 10, { body: {} }), request: listRequest(operations[0]!, { page: 1 }) });
  const lines = (compared: readonly number[]) =>
    finding('listClients', { want: 'this', got: 'that' }, contextOf(recorder), 1, compared).reproduce?.split('\n') ??
    [];
  expect([lines([]).length, lines([10]).length, lines([2]).length]).toEqual([1, 1, 3]);
  expect(lines([2])[1]).toBe('# compared with:');
  expect(lines([2, 3, 4, 5, 6])).toHaveLength(7);
  expect(lines([2, 3, 4, 5, 6, 7]).at(-1)).toBe('# ... and 1 more');
  const none = finding('listClients', { want: 'this', got: 'that' }, contextOf(recorder), undefined);
  expect(none).toEqual({ operation: 'listClients', want: 'this', got: 'that' });
});

test('Of an open set 30 values of at most 60 characters are evidence, the most frequent first', () => {
  const contract = sampleContract();
  const sets = contract.operations.flatMap((operation) =>
    Object.entries(operation.envelope.properties?.items?.items?.properties ?? {})
      .filter(([, schema]) => schema['x-known-values'])
      .map(([name]) => ({ operation, name })),
  );
  const { operation, name } = sets[0]!;
  const evidence = (values: readonly unknown[]) => {
    const recorder = new Recorder();
    const items = values.map((value) => ({ [name]: value }));
    const body = { page: 1, pageSize: 9, totalCount: items.length, items };
    recorder.record({ ...sampleExchange('probe', 0, { body }), request: listRequest(operation) });
    return evidenceOf(contextOf(recorder)).values;
  };
  expect(evidence(['a', 'b', 'b'])).toMatchObject([
    {
      seen: [
        { value: 'b', count: 2 },
        { value: 'a', count: 1 },
      ],
      others: 0,
    },
  ]);
  expect(evidence(['x'.repeat(60), 'x'.repeat(61), 7])[0]).toMatchObject({ seen: [{ count: 1 }], others: 2 });
  const many = evidence(Array.from({ length: 31 }, (_, n) => `${n}`))[0];
  expect([many?.seen.length, many?.others]).toEqual([30, 1]);
  expect(evidence([])).toEqual([]);
  const hash = hashedHost('https://API.example/x');
  expect(hash).toMatch(/^sha256-[\da-f]{12}$/);
  expect([hashedHost('http://api.example'), hashedHost('https://api.example:8443') === hash]).toEqual([hash, false]);
});
