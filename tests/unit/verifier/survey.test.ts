import { expect, test } from '@playwright/test';
import { contractFormat, formatOf } from '../../../verifier/drift/format.ts';
import { survey } from '../../../verifier/drift/survey.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';

const clients = sampleContract().operations.find(({ id }) => id === 'listClients')!;

function recorded(recorder: Recorder, rows: readonly object[], status = 200, method = 'GET'): void {
  const text = JSON.stringify({ page: 1, pageSize: 9, totalCount: rows.length, items: rows });
  const request = { ...listRequest(clients, {}, { fresh: `${recorder.all().length}` }), method };
  recorder.record({ scenario: 'probe', request, sentAt: 0, took: 1, response: { status, headers: {}, text } });
}

test('Of each field is counted how often it could be, was, and was null, over all responses, once', () => {
  const recorder = new Recorder();
  const place = (pointer: string) =>
    survey({ recorder, contract: sampleContract() }).find((one) => one.pointer === pointer);
  recorded(recorder, [{ id: 1, 'a/b~': 1 }, {}], 404);
  recorded(recorder, [{ id: 1 }], 200, 'HEAD');
  expect(place('/items/*/id')).toBeUndefined();
  recorded(recorder, [{ id: 1, name: null }, { name: 'x' }, { id: 2, name: 'x' }]);
  expect(place('/items/*/id')).toMatchObject({ chances: 3, present: 2, nulls: 0, exchange: 3 });
  recorded(recorder, [{ 'a/b~': 'new' }, { name: null }, { id: 'text' }]);
  expect(place('/items/*/id')).toMatchObject({ chances: 6, present: 3, nulls: 0, exchange: 3 });
  expect(place('/items/*/name')).toMatchObject({ chances: 6, present: 4, nulls: 2, exchange: 3, nullExchange: 3 });
  expect(place('/items/*/a~1b~0')).toMatchObject({ chances: 1, present: 1, exchange: 4, schema: undefined });
  expect([...place('/items/*/id')!.formats]).toEqual([
    ['integer', { count: 2, example: 1 }],
    ['text', { count: 1, example: 'text' }],
  ]);
  expect([...place('/items/*/name')!.values]).toEqual([['x', { count: 2, exchange: 3 }]]);
});

test('Five values of a field are kept as examples', () => {
  const recorder = new Recorder();
  recorded(
    recorder,
    Array.from({ length: 7 }, (_, n) => ({ name: `${n}` })),
  );
  const all = survey({ recorder, contract: sampleContract() });
  expect(all.find(({ pointer }) => pointer === '/items/*/name')!.values.size).toBe(5);
});

test('How a value is written is told in words', () => {
  const uuid = '0e6a3f52-8f0c-4c3e-9a57-1d2b3c4d5e10';
  const date = '2026-03-01T12:00:07';
  expect([1, 1.5, true, null, [], uuid, `${uuid}0`, 'x', date].map(formatOf)).toEqual([
    ...['integer', 'number', 'boolean', undefined, undefined, 'uuid', 'text', 'text', 'date, no zone'],
  ]);
  expect(['Z', '+01:00', '.123', '.1234567Z', '.12345678'].map((end) => formatOf(date + end))).toEqual([
    ...['date, Z', 'date, +01:00', 'date, no zone, 3 digits', 'date, Z, 7 digits', 'text'],
  ]);
  const formats = [[], ['uuid'], ['uuid', 'text'], ['date, no zone', 'date, Z'], ['date, Z', 'date, +01:00']];
  expect(formats.map(contractFormat)).toEqual([undefined, 'uuid', undefined, 'dotnet-datetime', undefined]);
});
