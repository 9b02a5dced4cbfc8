import { expect, test } from '@playwright/test';
import { startMock } from '../../../mocks/index.ts';
import { withOwnIds } from '../../../drill/dataset/changes.ts';
import { datasetFault, type DatasetOptions } from '../../../drill/dataset/dataset.ts';
import { loadContract } from '../../../spec/contract.ts';

type Row = Record<string, unknown> & { id: number | string };
interface Body {
  readonly pageSize: number;
  readonly totalCount: number;
  readonly items: Row[];
}

async function lists(options: DatasetOptions, ...paths: readonly string[]): Promise<Body[]> {
  const fault = datasetFault(loadContract(), options);
  await using mock = Object.assign(await startMock({ catalogue: [fault], faults: [fault.id] }), {
    async [Symbol.asyncDispose]() {
      await mock.close();
    },
  });
  const bodies: Body[] = [];
  for (const path of paths) {
    const response = await fetch(mock.baseUrl + path, { headers: { 'mitp-api-key': mock.keys.active } });
    bodies.push((await response.json()) as Body);
  }
  return bodies;
}

test('every list has as many rows as the scenario says, and each row an id of its own', async () => {
  for (const rows of [0, 1, 101, 250]) {
    const [clients, users] = await lists({ rows }, '/clients', '/users?page=3&pageSize=50');
    expect([clients?.totalCount, users?.totalCount]).toEqual([rows, rows]);
    const items = [...(clients?.items ?? []), ...(users?.items ?? [])];
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  }
});

test('rows point at rows that are there', async () => {
  const [clients, reviews] = await lists({ rows: 20 }, '/clients', '/reviews');
  const known = new Map(clients?.items.map(({ id, name }) => [id, name]));
  for (const row of reviews?.items ?? []) {
    const client = row['client'] as Row;
    expect(known.get(client.id)).toBe(client['name']);
  }
});

test('large ids can be asked for, and are the ids below a row', async () => {
  const [list] = await lists({ change: 'ids-beyond-31-bits' }, '/recommendations?pageSize=1');
  const id = Number(list?.items[0]?.id);
  expect(id).toBeGreaterThan(2 ** 31);
  const filter = JSON.stringify({ field: 'id', predicate: 'equal', condition: String(id), operator: null });
  const [one, below] = await lists(
    { change: 'ids-beyond-31-bits' },
    `/recommendations?queryFilters=${encodeURIComponent(filter)}`,
    withOwnIds(`/recommendations/${id}/configurations`, 'ids-beyond-31-bits'),
  );
  expect(one?.totalCount).toBe(1);
  expect(below?.items).toBeInstanceOf(Array);
});

test('new fields stand in the envelope, in rows and in the objects inside them', async () => {
  const [body] = await lists({ change: 'new-fields' }, '/reviews?pageSize=1');
  expect(body).toHaveProperty('apiVersion');
  expect(body?.items[0]).toMatchObject({ newField: 'new', client: { newField: 'new' } });
});
