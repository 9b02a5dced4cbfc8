import { expect, test } from '@playwright/test';
import { FAULTS } from '../../../mocks/faults/index.ts';
import { clauses } from '../../../spec/clauses.ts';

/** Clauses that no fault of a mock on plain HTTP can break. */
const BEYOND = ['SEC-05'];

test('every clause but those beyond a mock on plain HTTP has a fault that breaks it, under an id of its own', () => {
  const ids = FAULTS.map(({ id }) => id);
  expect(ids.length).toBeGreaterThanOrEqual(120);
  expect(new Set(ids).size).toBe(ids.length);
  const known: readonly string[] = clauses().map(({ id }) => id);
  const broken = new Set(FAULTS.flatMap((fault) => fault.clauses));
  expect([...broken].filter((id) => !known.includes(id))).toEqual([]);
  expect(known.filter((id) => !broken.has(id))).toEqual(BEYOND);
});

test('a fault without a clause is of the class network', () => {
  expect(FAULTS.filter((fault) => fault.clauses.length === 0).map((fault) => fault.class)).toEqual(
    FAULTS.filter((fault) => fault.class === 'network').map(() => 'network'),
  );
});
