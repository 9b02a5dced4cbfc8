import { expect, test } from '@playwright/test';
import { CATALOGUE } from '../../catalogue.ts';
import { broken, problem, trySample, type SampleServer } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

/** An object, and all in it, whose fields begin with another one each time. */
function turned(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((part) => turned(part, by));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, part]) => [name, turned(part, by)] as const);
  const start = by % entries.length;
  return Object.fromEntries([...entries.slice(start), ...entries.slice(0, start)]);
}

/** A server that writes the fields of each object in another order each time, as those do whose hashes have none. */
function shuffling(): SampleServer {
  let by = 0;
  const lists = broken(sampleServer(), ({ body }) => ({ body: turned(body, (by += 1)) as object }));
  const rejected = { title: 'Unauthorized', status: 401, detail: 'The key is not valid.' };
  return responding(lists, (request) => {
    const response = lists(request);
    return response.status === 401 ? { ...problem(401, ''), body: turned(rejected, (by += 1)) as object } : undefined;
  });
}

for (const id of ['CON-14', 'AUTH-06', 'FIL-06', 'PAG-03', 'REL-02', 'REL-04', 'SRT-04'] as const) {
  test(`${id} takes the fields of an object in any order`, () => {
    const check = Object.values(CATALOGUE.checks)
      .flat()
      .find(({ clause }) => clause === id)!;
    expect(trySample(check, shuffling()).verdict).toMatchObject({ kind: 'pass' });
  });
}
