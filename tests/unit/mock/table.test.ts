import { expect, test } from '@playwright/test';
import fc from 'fast-check';

import { loadContract } from '../../../spec/contract.ts';
import type { Row } from '../../../mocks/data/columns.ts';
import type { FilterRule } from '../../../mocks/data/filter.ts';
import { readListQuery } from '../../../mocks/data/list-query.ts';
import type { SortRule } from '../../../mocks/data/sort.ts';
import { Table } from '../../../mocks/data/table.ts';

const operation = loadContract().operations.find(({ id }) => id === 'listClients')!;

/** Rows with many equal values, so that the fields that follow the first one decide too, and with values of their own. */
const row = fc.record({
  id: fc.constantFrom('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000A'),
  name: fc.oneof(
    fc.constantFrom('Acme', 'acme', 'Müller', 'A', '日本', ''),
    fc.nat(999).map((number) => `N${number}`),
  ),
  isActive: fc.boolean(),
  alignmentScore: fc.option(fc.constantFrom(0, 1.5, 50, 100)),
  createdDate: fc.constantFrom('2019-01-01T00:00:00', '2019-01-01T00:00:00.5', '2020-02-29T23:59:59'),
});
const filter = fc.oneof(
  fc.record({ field: fc.constant('name'), predicate: fc.constantFrom('equal', 'notEqual', 'contains', 'lessThan', 'greaterThan'), condition: fc.constantFrom('A', 'c', 'Acme', '') }), // prettier-ignore
  fc.record({ field: fc.constant('alignmentScore'), predicate: fc.constantFrom('equal', 'notEqual', 'lessThan', 'greaterThan'), condition: fc.constantFrom('1', '1.5', '50', '101') }), // prettier-ignore
  fc.record({ field: fc.constant('isActive'), predicate: fc.constant('equal'), condition: fc.constantFrom('true', 'false') }), // prettier-ignore
);
const sort = fc.record({
  field: fc.constantFrom('name', 'isActive', 'alignmentScore', 'createdDate', 'id'),
  direction: fc.constantFrom('asc', 'desc'),
});

type Value = string | number | boolean | null;
const valueOf = (one: Row, { field }: { field: FilterRule['field'] }) => {
  const value = one[field.member] as Value;
  return field.type === 'uuid' && typeof value === 'string' ? value.toLowerCase() : value;
};
const below = (a: Value, b: Value) => (a === null ? b !== null : b !== null && a < b);

function holds(one: Row, rule: FilterRule): boolean {
  const value = valueOf(one, rule);
  const key = rule.field.type === 'boolean' ? rule.key === 1 : (rule.key as Value);
  switch (rule.predicate) {
    case 'equal':
      return value === key;
    case 'notEqual':
      return value !== key;
    case 'contains':
      return value !== null && String(value).includes(rule.condition);
    case 'lessThan':
      return value !== null && below(value, key);
    case 'greaterThan':
      return value !== null && below(key, value);
  }
}

/** Filters and sorts row by row, as the words of the contract have it. */
function plainly(rows: readonly Row[], filters: readonly FilterRule[], rules: readonly SortRule[]): readonly Row[] {
  const kept = rows.filter((one) =>
    filters.reduce((sofar, rule, at) => {
      if (at === 0) return holds(one, rule);
      return filters[at - 1]?.operator === 'or' ? sofar || holds(one, rule) : sofar && holds(one, rule);
    }, true),
  );
  return kept.toSorted((one, other) => {
    for (const rule of rules) {
      const [a, b] = [valueOf(one, rule), valueOf(other, rule)];
      if (a === b) continue;
      return below(a, b) === (rule.direction === 'asc') ? -1 : 1;
    }
    return 0;
  });
}

test('FIL-05 SRT-04 SRT-06 any part of a filtered and sorted list has the rows that filtering and sorting one by one gives', () => {
  const parameter = (value: readonly object[]) => (value.length === 0 ? [] : [JSON.stringify(value)]);
  fc.assert(
    fc.property(
      ...[
        fc.array(row, { maxLength: 90 }),
        fc.array(filter, { maxLength: 3 }),
        fc.array(fc.boolean(), { minLength: 3 }),
      ],
      ...[fc.array(sort, { maxLength: 3 }), fc.nat(70), fc.nat(70)],
      (rows: readonly Row[], filters, ors, sorts, from, count) => {
        const joined = filters.map((one, at) => ({ ...one, operator: ors[at] ? 'or' : 'and' }));
        const parameters = new Map(
          Object.entries({ queryFilters: parameter(joined), sortingRules: parameter(sorts) }).filter(
            ([, of]) => of.length,
          ),
        );
        const query = readListQuery(parameters, operation);
        if (!('filters' in query)) throw new Error(JSON.stringify(query));
        const { total, indexes } = new Table(rows).select(query.filters, query.sorting, from, count);
        const all = plainly(rows, query.filters, query.sorting);
        const wanted = all.slice(from, from + count).map((one) => rows.indexOf(one));
        // Compared by hand: the runner would write down each of these 500 comparisons.
        const [got, want] = [`${total}: ${indexes.join()}`, `${all.length}: ${wanted.join()}`];
        if (got !== want) throw new Error(`want ${want}, got ${got}`);
      },
    ),
    { numRuns: 500, seed: 1 },
  );
});

test('SRT-06 a few rows that are alike keep their order among many values of the second field', () => {
  const rows = Array.from({ length: 120 }, (_, at) =>
    at % 40 === 7 ? { name: 'Same', alignmentScore: 100 } : { name: `N${at}`, alignmentScore: 1 },
  );
  const [name, alignmentScore] = ['name', 'alignmentScore'].map((wanted) =>
    operation.fields.find((field) => field.name === wanted)!,
  );
  const rules = [
    { field: alignmentScore!, direction: 'desc' },
    { field: name!, direction: 'desc' },
  ] as const;
  const { indexes } = new Table(rows).select([], rules, 0, 4);
  expect([...indexes]).toEqual([7, 47, 87, 99]);
});
