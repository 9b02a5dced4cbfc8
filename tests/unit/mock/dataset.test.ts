import { expect, test } from '@playwright/test';

import { contractAjv } from '../../../spec/ajv.ts';
import { loadContract, type Schema } from '../../../spec/contract.ts';
import { parseDotnetDate } from '../../../spec/dotnet-date.ts';
import { fieldOf, type Row } from '../../../mocks/data/columns.ts';
import { conform } from '../../../mocks/dataset/conform.ts';
import { makeDataset, type Dataset } from '../../../mocks/dataset/index.ts';

const contract = loadContract();
const medium = makeDataset(contract, 'medium', 1);
const rowsOf = (dataset: Dataset, id: string) =>
  dataset.lists.get(id) ?? [...(dataset.children.get(id)?.values() ?? [])].flat();

/** The values at a path with `[]` for each element. */
function valuesAt(row: unknown, path: string): unknown[] {
  const [first = '', ...rest] = path.split('[]');
  const value = fieldOf(row as Row, first.replace(/^\./, ''));
  if (rest.length === 0) return value === null || value === undefined ? [] : [value];
  const list = Array.isArray(value) ? (value as unknown[]) : [];
  const after = rest.join('[]');
  return after === '' ? list : list.flatMap((one) => valuesAt(one, after));
}

test('CON-02 every row of every list keeps the schema of the contract, dates included', () => {
  const ajv = contractAjv();
  for (const operation of contract.operations) {
    const validate = ajv.compile(operation.item);
    const broken = rowsOf(medium, operation.id).find((row) => !validate(row));
    expect([operation.id, broken, validate.errors]).toEqual([operation.id, undefined, null]);
  }
});

test('CON-06 values of open sets are known ones, CON-07 every nullable field is seen with and without a value', () => {
  for (const operation of contract.operations) {
    const rows = rowsOf(medium, operation.id);
    for (const { path, schema } of operation.members) {
      const values = rows.flatMap((row) => valuesAt(row, path));
      const known = schema['x-known-values'];
      if (known) expect(values.filter((value) => !known.includes(value as string))).toEqual([]);
      expect(values.length, `${operation.id} ${path} has a value`).toBeGreaterThan(0);
      if (schema.nullable && !path.includes('[]')) {
        expect(
          rows.some((row) => fieldOf(row, path) === null),
          `${operation.id} ${path} is null`,
        ).toBe(true);
      }
    }
  }
});

test('REL-01 ids are unique within each list', () => {
  for (const { id } of contract.operations) {
    const ids = rowsOf(medium, id).map((row) => row['id']);
    expect(new Set(ids).size, id).toBe(ids.length);
  }
});

test('REL-02 REL-03 REL-04 whatever a row points at exists, has the same name there, and points back', () => {
  for (const operation of contract.operations) {
    for (const { path, operation: target, member: field, mirrors, inverse } of operation.references) {
      const byId = new Map(rowsOf(medium, target).map((row) => [row[field], row]));
      const wrong: unknown[] = [];
      for (const row of rowsOf(medium, operation.id)) {
        for (const id of valuesAt(row, path)) {
          const other = byId.get(id);
          const sameNames = Object.entries(mirrors).every(
            ([here, there]) => fieldOf(row, here) === there.map((name) => fieldOf(other ?? {}, name)).join(' '),
          );
          const back = !inverse || [fieldOf(other ?? {}, inverse)].flat().includes(row['id']);
          if (!other || !sameNames || !back) wrong.push([operation.id, path, id, sameNames, back]);
        }
      }
      expect(wrong).toEqual([]);
    }
  }
});

test('REL-05 dates are ordered and a deactivated client carries its date', () => {
  const ticks = (text: unknown) => parseDotnetDate(text as string)!;
  const wrong = [
    ...rowsOf(medium, 'listReviews').filter(
      ({ createdDate, lastUpdatedDate }) => ticks(createdDate) > ticks(lastUpdatedDate),
    ),
    ...rowsOf(medium, 'listMeetings').filter(({ startDate, endDate }) => ticks(startDate) > ticks(endDate)),
    ...rowsOf(medium, 'listClients').filter(({ isActive, deactivatedDate }) => (deactivatedDate === null) !== isActive),
  ];
  expect(wrong).toEqual([]);
});

test('The same seed and size give the same rows in the same order, another seed others', () => {
  const text = (dataset: Dataset) =>
    JSON.stringify([...dataset.lists, ...[...dataset.children].map(([id, m]) => [id, [...m]])]);
  expect(text(makeDataset(contract, 'small', 7))).toBe(text(makeDataset(contract, 'small', 7)));
  expect(text(makeDataset(contract, 'small', 8))).not.toBe(text(makeDataset(contract, 'small', 7)));
});

test('A medium dataset needs real paging in every list but users and initiatives', () => {
  for (const [id, rows] of medium.lists) {
    if (id !== 'listUsers' && id !== 'listInitiatives') expect(rows.length, id).toBeGreaterThan(100);
  }
  const lengths = [...medium.children.get('listRecommendationConfigurations')!.values()].map(({ length }) => length);
  expect(Math.max(...lengths)).toBeGreaterThan(100);
  expect(Math.min(...lengths)).toBe(0);
});

test('Even a small dataset has hostile text, twins, and dates with 0 to 7 fractional digits', () => {
  const text = JSON.stringify([...makeDataset(contract, 'medium', 1).lists.values()]);
  for (const odd of ["O'Brien", '100% \\"', 'under_', 'a+b=c & d', '{curly}', '日本語', 'Ünïcödé', '<script>']) {
    expect(text).toContain(odd);
  }
  const names = rowsOf(medium, 'listClients').map(({ name }) => name);
  expect(new Set(names).size).toBeLessThan(names.length);
  const digits = text.matchAll(/T\d\d:\d\d:\d\d(?:\.(\d+))?"/g);
  expect(new Set([...digits].map(([, fraction = '']) => fraction.length))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
});

test('A list within a row has as many items as another contract allows: fewer, more, or each once', () => {
  const texts = (bounds: Partial<Schema>): Schema => ({ type: 'array', items: { type: 'string' }, ...bounds });
  const row = { id: 1, tags: ['a', 'b', 'a', 'c'] };
  const tagsBy = (bounds: Partial<Schema>) => {
    const schema: Schema = { type: 'object', properties: { id: { type: 'integer' }, tags: texts(bounds) } };
    const { tags } = conform(row, schema, 0, { rowsOf: () => [], absent: () => false, moved: () => undefined });
    return tags as readonly unknown[];
  };
  expect(tagsBy({ maxItems: 2 })).toEqual(['a', 'b']);
  expect(tagsBy({ maxItems: 4 })).toBe(row.tags);
  expect(tagsBy({ uniqueItems: true })).toEqual(['a', 'b', 'c']);
  expect(tagsBy({ minItems: 6 }).slice(0, 4)).toEqual(row.tags);
  expect(tagsBy({ minItems: 6 })).toHaveLength(6);
});
