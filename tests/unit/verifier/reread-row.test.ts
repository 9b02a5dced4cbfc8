import { expect, test } from '@playwright/test';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { knownList, listRequestFor, rowKey, valueAt, type Row } from '../../../verifier/model/known-lists.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { hasChanged, reread } from '../../../verifier/reread.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';

const operation = sampleContract().operations.find(({ id }) => id === 'listUsers')!;
const all: Row[] = Array.from({ length: 500 }, (_, i) => ({ id: `id-${i}`, firstName: `name ${i}` }));

/**
 * What comes of a case that is about the first row of a list of 500, where some rereads show the list otherwise, and the first ones
 * may come in the wrong order.
 */
function outcome(
  change: (fresh: string) => readonly Row[] | undefined,
  { seen = true, about = all[0]!, mixed = 0 } = {},
) {
  const recorder = new Recorder();
  const target = { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys: new Set(['active']) };
  const context: CheckContext = { contract: sampleContract(), target, recorder, depth: 'full', seed: 1 };
  const send = (request: ReturnType<typeof listRequest>) => {
    const rows = change(request.fresh ?? '') ?? all;
    const items = request.target.includes('queryFilters') ? rows.slice(0, 1) : rows.slice(0, 100);
    const text = JSON.stringify({ page: 1, pageSize: 100, totalCount: rows.length, items });
    const headers = { 'content-type': ['application/json'] };
    const response = { status: 200, headers, text };
    recorder.record({ scenario: 'sample', request, sentAt: recorder.all().length, took: 1, response });
  };
  send(listRequestFor(context, operation)!);
  const filter = { field: 'firstName', predicate: 'notEqual', condition: 'name 0', operator: null } as const;
  const request = listRequest(operation, { filter });
  send(request);
  const list = knownList(context, operation)!;
  const judge = (known: readonly Row[]) => ({
    ...{ want: 'no such row', got: String(valueAt(known[0]!, 'firstName')) },
    about: seen ? (known.find((row) => rowKey(row) === rowKey(about)) ?? about) : { id: 'unseen' },
  });
  const one = {
    ...{ operation: operation.id, requests: [request], judge: () => judge(list.known) },
    base: { list, judge: (now: typeof list) => judge(now.known) },
  };
  for (let round = 0; round < 9; round += 1) {
    const read = reread(context, one, 'TAG');
    if (read.kind !== 'unread')
      return { kind: read.kind, hasChanged: hasChanged(context, operation.id), requests: recorder.all().length };
    (round < mixed ? [...read.requests].reverse() : read.requests).forEach(send);
  }
  throw new Error('it is read again and again');
}

const edited = all.map((row, at) => (at === 0 ? { ...row, firstName: 'renamed' } : row));

test('a breach about one row of a long list stands where its page shows that row as before, right before and after', () => {
  expect(outcome(() => undefined)).toEqual({ kind: 'settled', hasChanged: false, requests: 2 + 3 + 3 });
  expect(outcome((fresh) => (fresh.includes('page after') ? edited : undefined)).kind).toBe('moved');
  expect(outcome((fresh) => (fresh.includes('page before') ? edited : undefined)).kind).toBe('moved');
  expect(outcome((fresh) => (fresh.includes('page') ? edited : undefined)).kind).toBe('settled');
  expect(outcome((fresh) => (fresh.includes('page before') ? all.slice(1) : undefined)).kind).toBe('moved');
});

test('a breach that rests on no row that was seen needs no page, and a list that changes each time proves nothing', () => {
  expect(outcome(() => undefined, { seen: false })).toMatchObject({ kind: 'settled', requests: 2 + 3 });
  const changing = outcome((fresh) => (fresh.includes('after') ? all.slice(1) : undefined));
  expect(changing).toEqual({ kind: 'moved', hasChanged: true, requests: 2 + 3 + 3 });
});

test('rereads that a burst sends side by side decide nothing: the list is no other one, and is read again', () => {
  expect(outcome(() => undefined, { mixed: 3 })).toEqual({
    ...{ kind: 'settled', hasChanged: false },
    requests: 2 + 3 * 3 + 3 + 3,
  });
  expect(() => outcome(() => undefined, { mixed: 9 })).toThrow('again and again');
});
