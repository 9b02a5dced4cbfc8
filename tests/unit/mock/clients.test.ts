import { request } from 'node:http';
import { expect, test } from '@playwright/test';

import type { Fault, Mock } from '../../../mocks/index.ts';
import { send, query, withMock } from './send.ts';

/** The raw request target, which fetch would rewrite. */
function raw(mock: Mock, path: string): Promise<{ status: number; ids: unknown[] }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(mock.url);
    const headers = { 'mitp-api-key': mock.keys.active };
    request({ hostname, port, path: `/public-api/v1${path}`, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { items = [] } = JSON.parse(Buffer.concat(chunks).toString()) as { items?: { id: unknown }[] };
        resolve({ status: response.statusCode ?? 0, ids: items.map(({ id }) => id) });
      });
    })
      .on('error', reject)
      .end();
  });
}

test('FIL-10 object, array, repeated parameter, keys in any order, braces encoded or not mean the same', async () => {
  await withMock(async (mock) => {
    const one = '{"field":"isArchived","predicate":"equal","condition":"true","operator":"and"}';
    const two = '{"condition":"Marginal","operator":null,"predicate":"equal","field":"vcioAnswerType"}';
    const both = encodeURIComponent(`[${one},${two}]`);
    const forms = [
      `/findings?queryFilters=${both}`,
      `/findings?queryFilters=${encodeURIComponent(one)}&queryFilters=${encodeURIComponent(two)}`,
      `/findings?queryFilters=${encodeURIComponent(one)}&page=1&queryFilters=${encodeURIComponent(two)}&pageSize=100`,
      // The PowerShell wrapper encodes the quotes alone.
      `/findings?page=1&pageSize=100&queryFilters=[${one},${two}]`.replaceAll('"', '%22'),
      `/findings?queryFilters=${both.replaceAll('%20', '+')}`,
    ];
    const responses = await Promise.all(forms.map((form) => raw(mock, form)));
    expect(responses[0]?.ids.length).toBeGreaterThan(0);
    for (const response of responses) expect(response).toEqual(responses[0]);
    const single = await raw(mock, `/findings?queryFilters=${encodeURIComponent(one)}`);
    const inArray = await raw(mock, `/findings?queryFilters=${encodeURIComponent(`[${one}]`)}`);
    expect(single).toEqual(inArray);
  });
});

test('CON-13 parameters that the vendor never documented change nothing', async () => {
  await withMock(async (mock) => {
    const plain = await send(mock, '/clients');
    for (const extra of [
      '?filter_field=name&filter_value=x',
      '?__code=404',
      '?PageSize=1',
      '?x=%zz',
      '?%',
      '?&&=&',
      '?mitp-api-key=x',
    ]) {
      const { status, text } = await send(mock, `/clients${extra}`);
      expect([extra, status, text === plain.text]).toEqual([extra, 200, true]);
    }
  });
});

test('CON-14 the same request gives the same bytes, also from another mock of the same seed', async () => {
  await withMock(async (mock) => {
    const path = `/meetings${query({ sortingRules: { field: 'startDate', direction: 'desc' }, pageSize: 5 })}`;
    const first = await send(mock, path);
    for (let at = 0; at < 4; at += 1) expect((await send(mock, path)).text).toBe(first.text);
    await withMock(async (other) => expect((await send(other, path)).text).toBe(first.text));
  });
});

test('A dates filter reads the instants, whatever the number of digits or a Z', async () => {
  await withMock(async (mock) => {
    const { body } = await send(mock, '/clients');
    const row = body.items.find(({ createdDate }) => /T\d\d:\d\d:\d\d$/.test(createdDate as string))!;
    for (const suffix of ['', 'Z', '.0', '.0000000', '.000Z']) {
      const condition = (row['createdDate'] as string) + suffix;
      const found = await send(
        mock,
        `/clients${query({ queryFilters: { field: 'createdDate', predicate: 'equal', condition } })}`,
      );
      expect(found.body.items.map(({ id }) => id)).toContain(row['id']);
    }
  });
});

test('CON-14 a response that was kept is the one that was made, also after faults, clock and keys changed', async () => {
  await withMock(
    async (mock) => {
      const rules = ['asc', 'desc'].map((direction) => JSON.stringify({ field: 'id', direction }));
      const paths = ['/findings', '/reviews', '/users'].flatMap((path) =>
        rules.flatMap((sortingRules) =>
          ['1', '2', '3'].map((page) => `${path}${query({ sortingRules, page, pageSize: '11', x: page })}`),
        ),
      );
      const requestAll = () => Promise.all(paths.map(async (path) => (await send(mock, path)).text));
      const made = await requestAll();
      expect(await requestAll()).toEqual(made);
      expect(await requestAll()).toEqual(made);
      await mock.setFaults('empty');
      expect((await requestAll()).every((text) => text.endsWith('"items":[]}'))).toBe(true);
      mock.reset();
      mock.advance(60_000);
      mock.state.keys.generate('northwind', 'another');
      expect(await requestAll()).toEqual(made);
    },
    { catalogue: [empty] },
  );
});

const empty: Fault = {
  id: 'empty',
  class: 'paging',
  sentence: 'Every list is empty.',
  clauses: ['PAG-05'],
  hooks: () => ({ rows: () => () => [] }),
};
