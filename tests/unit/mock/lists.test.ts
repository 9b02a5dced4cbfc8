import { expect, test } from '@playwright/test';

import { loadContract } from '../../../spec/contract.ts';
import { comparable, compare, fieldOf } from '../../../mocks/data/columns.ts';
import { all, send, query, withMock } from './send.ts';

const contract = loadContract();
const flat = contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
const filter = (field: string, predicate: string, condition: string, operator: string | null = null) => ({
  field,
  predicate,
  condition,
  operator,
});
const ids = (rows: readonly { readonly id?: unknown }[]) => rows.map(({ id }) => id);

test('PAG-01..06 pages of any size, joined, are the whole list, and the envelope says what was applied', async () => {
  await withMock(async (mock) => {
    const whole = ids(await all(mock, '/findings'));
    expect(whole).toHaveLength(120);
    for (const pageSize of [1, 7, 60, 99, 100]) {
      const seen: unknown[] = [];
      for (let page = 1; page <= Math.ceil(120 / pageSize) && page <= 20; page += 1) {
        const { body } = await send(mock, `/findings?page=${page}&pageSize=${pageSize}`);
        expect([body.page, body.pageSize, body.totalCount]).toEqual([page, pageSize, 120]);
        seen.push(...ids(body.items));
      }
      expect(seen).toEqual(whole.slice(0, 20 * pageSize));
    }
    const { body } = await send(mock, '/findings?page=2147483647');
    expect(body).toEqual({ page: 2147483647, pageSize: 100, totalCount: 120, items: [] });
  });
});

test('PAG-08 PAG-09 what is no whole number in range is rejected, naming the parameter', async () => {
  await withMock(async (mock) => {
    const wrong = ['0', '-1', '1.5', '', ' 5', '+5', '1e2', '0x10', 'abc', '5;', '١', '99999999999999999999', 'null'];
    for (const parameter of ['page', 'pageSize']) {
      const responses = await Promise.all(wrong.map((value) => send(mock, `/users${query({ [parameter]: value })}`)));
      expect(responses.map(({ status, body }) => [status, Object.keys(body.errors)])).toEqual(
        wrong.map(() => [400, [parameter]]),
      );
    }
    expect((await send(mock, '/users?pageSize=101')).status).toBe(400);
    expect((await send(mock, '/users?page=1&page=2')).status).toBe(400);
  });
});

test('FIL-01 FIL-02 FIL-03 each predicate on each field keeps exactly the rows that it should', async () => {
  await withMock(async (mock) => {
    const wrong: string[] = [];
    let count = 0;
    for (const { path, fields } of flat) {
      const rows = await all(mock, path);
      for (const { name, member: fieldPath, type } of fields.filter((field) => field.type !== 'array')) {
        const key = (row: Readonly<Record<string, unknown>>) => comparable(type, fieldOf(row, fieldPath));
        const sample = rows
          .map((row) => fieldOf(row, fieldPath))
          .find((value) => value !== null && value !== undefined);
        const condition = typeof sample === 'string' ? sample : JSON.stringify(sample);
        const wanted = comparable(type, sample)!;
        const expected = {
          equal: rows.filter((row) => key(row) === wanted),
          notEqual: rows.filter((row) => key(row) !== wanted),
          greaterThan: rows.filter((row) => key(row) !== null && compare(key(row)!, wanted) > 0),
          lessThan: rows.filter((row) => key(row) !== null && compare(key(row)!, wanted) < 0),
          contains: rows.filter(
            (row) => (fieldOf(row, fieldPath) ?? null) !== null && String(fieldOf(row, fieldPath)).includes(condition),
          ),
        };
        for (const [predicate, kept] of Object.entries(expected)) {
          const got = await all(mock, path, { queryFilters: filter(name, predicate, condition) });
          const tried = `${path} ${name} ${predicate} ${condition}`;
          if (JSON.stringify(ids(got)) !== JSON.stringify(ids(kept))) wrong.push(tried);
          count += 1;
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(300);
  });
});

test('FIL-05 filters join from left to right', async () => {
  await withMock(async (mock) => {
    const rows = await all(mock, '/clients');
    const active = filter('isActive', 'equal', 'true', 'or');
    const perfect = filter('alignmentScore', 'equal', '100', 'and');
    const acme = filter('name', 'contains', 'cme', null);
    const got = await all(mock, '/clients', { queryFilters: [active, perfect, acme] });
    const kept = rows.filter(
      ({ isActive, alignmentScore, name }) =>
        (isActive === true || alignmentScore === 100) && (name as string).includes('cme'),
    );
    expect(ids(got)).toEqual(ids(kept));
    expect(got.length).toBeGreaterThan(0);
  });
});

test('FIL-08 conditions are data: quotes, wildcards, plus, ampersand, braces and CJK match literally', async () => {
  await withMock(async (mock) => {
    const rows = await all(mock, '/clients');
    for (const name of rows.map((row) => row['name'] as string)) {
      const got = await all(mock, '/clients', { queryFilters: filter('name', 'equal', name) });
      expect(ids(got), name).toEqual(ids(rows.filter((row) => row['name'] === name)));
    }
    for (const [part, count] of [
      ['%', 2],
      ['_', 1],
      ['%_', 0],
      ["'", 2],
      ['日本', 1],
      ['+b', 1],
      ['\\', 1],
      ['x'.repeat(5000), 0],
    ] as const) {
      const got = await all(mock, '/clients', { queryFilters: filter('name', 'contains', part) });
      const kept = rows.filter(({ name }) => (name as string).includes(part));
      expect(ids(got)).toEqual(ids(kept));
      expect(got.length, part).toBeGreaterThanOrEqual(count);
    }
  });
});

test('FIL-07 SRT-05 what is no rule of this list is rejected with what it could be', async () => {
  await withMock(async (mock) => {
    const wrong: [parameter: string, value: unknown, message: string][] = [
      ['queryFilters', filter('clientName', 'equal', 'x'), 'There is no field "clientName". Use one of: id, name, '],
      ['queryFilters', filter('name', 'like', 'x'), 'There is no predicate "like". Use one of: equal, '],
      ['queryFilters', filter('name', 'equal', 'x', 'xor'), 'There is no operator "xor". Use one of: and, or.'],
      ['queryFilters', { field: 'name', predicate: 'equal' }, 'Send the condition as text'],
      ['queryFilters', { field: 'id', predicate: 'equal', condition: 5 }, 'Send the condition as text'],
      ['queryFilters', filter('isActive', 'equal', 'maybe'), 'true or false'],
      ['queryFilters', filter('createdDate', 'lessThan', 'yesterday'), 'a date such as'],
      ['queryFilters', '{"field":"name"', 'This is not JSON'],
      ['queryFilters', '', 'This is not JSON'],
      ['queryFilters', '[]', 'Send a JSON object'],
      ['queryFilters', '[1]', 'Send a JSON object'],
      ['queryFilters', 'null', 'Send a JSON object'],
      ['queryFilters', filter('__proto__', 'equal', 'x'), 'There is no field'],
      ['sortingRules', { field: 'nope', direction: 'asc' }, 'There is no field "nope"'],
      ['sortingRules', { field: 'name', direction: 'up' }, 'There is no direction "up". Use one of: asc, desc.'],
      ['sortingRules', 'name asc', 'This is not JSON'],
    ];
    for (const [parameter, value, message] of wrong) {
      const { status, body } = await send(mock, `/clients${query({ [parameter]: value })}`);
      expect(status, message).toBe(400);
      expect(body.errors[parameter]?.[0]).toContain(message);
    }
    const array = await send(mock, `/initiatives${query({ queryFilters: filter('findingsIds', 'equal', '1') })}`);
    expect(array.status).toBe(400);
  });
});

test('SRT-01..04 SRT-06 each field sorts both ways over all pages, and ties keep one order', async () => {
  await withMock(async (mock) => {
    for (const { path, fields } of flat) {
      const rows = await all(mock, path);
      for (const { name, member: fieldName, type } of fields.filter((field) => field.type !== 'array')) {
        const key = (row: Readonly<Record<string, unknown>>) => comparable(type, fieldOf(row, fieldName));
        // Nulls come first in asc; a stable sort of the unsorted list is the expected order.
        const order = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>) =>
          key(a) === null || key(b) === null
            ? Number(key(a) !== null) - Number(key(b) !== null)
            : compare(key(a)!, key(b)!);
        const asc = await all(mock, path, { sortingRules: { field: name, direction: 'asc' }, pageSize: 17 });
        const desc = await all(mock, path, { sortingRules: { field: name, direction: 'desc' } });
        expect(ids(asc), `${path} ${name} asc`).toEqual(ids(rows.toSorted(order)));
        expect(ids(desc), `${path} ${name} desc`).toEqual(ids(rows.toSorted((a, b) => order(b, a))));
      }
    }
    const rules = [
      { field: 'isArchived', direction: 'desc' },
      { field: 'id', direction: 'asc' },
    ];
    const got = await all(mock, '/findings', { sortingRules: rules });
    const rows = (await all(mock, '/findings')).toSorted(
      (a, b) => Number(b['isArchived']) - Number(a['isArchived']) || Number(a['id']) - Number(b['id']),
    );
    expect(ids(got)).toEqual(ids(rows));
  });
});

test('REL-06 configurations belong to their recommendation, and an unknown one is 404', async () => {
  await withMock(async (mock) => {
    const recommendations = await all(mock, '/recommendations');
    const seen: unknown[] = [];
    for (const { id } of recommendations) {
      seen.push(...ids(await all(mock, `/recommendations/${String(id)}/configurations`, { pageSize: 10 })));
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(23);
    const other = await all(mock, `/recommendations/${String(recommendations[0]?.['id'])}/configurations`);
    expect(other.length).toBeLessThan(24);
    for (const id of ['1', '2147483647', '0']) {
      expect((await send(mock, `/recommendations/${id}/configurations`)).status).toBe(404);
    }
    for (const id of ['abc', '1.5', '%00', '']) {
      const { status } = await send(mock, `/recommendations/${id}/configurations`);
      expect([id, [400, 404].includes(status)]).toEqual([id, true]);
    }
  });
});
