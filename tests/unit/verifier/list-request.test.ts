import { expect, test } from '@playwright/test';
import { readListRequest } from '../../../verifier/model/list-request.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';

const operation = sampleContract().operations.find(({ id }) => id === 'listClients')!;
const rule = { field: 'name', predicate: 'equal', condition: 'Birch', operator: null };
const both = [{ ...rule, operator: 'or' }, rule];

const read = (...texts: readonly unknown[]) =>
  readListRequest(
    operation,
    listRequest(operation, { more: texts.map((text) => ['queryFilters', JSON.stringify(text)] as const) }),
  );

test('filters in an object, or several in an array, are read as promised', () => {
  expect(read(rule)?.filters).toEqual([rule]);
  expect(read(both)?.filters).toEqual(both);
});

test('what only FIL-10 assumes breaks no other clause: an array of one filter, and a repeated parameter', () => {
  expect(read([rule])).toBeNull();
  expect(read(...both)).toBeNull();
});
