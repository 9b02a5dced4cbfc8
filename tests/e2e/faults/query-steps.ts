import type { Mock } from '../../../mocks/index.ts';
import { fieldOf, type Row } from '../../../mocks/data/columns.ts';
import type { Operation } from '../../../spec/contract.ts';
import { listPaths } from './list-paths.ts';
import { oddFilters, rule, type Step } from './steps.ts';

/** Filters and sorting rules by every field of every list: for the faults that show in what is listed. */
export function querySteps(mock: Mock): Step[] {
  const key = mock.keys.active;
  const lists = listPaths(mock);
  const filter = (path: string, ...rules: object[]): Step => ({
    path,
    key,
    query: { queryFilters: JSON.stringify(rules.length === 1 ? rules[0] : rules) },
  });
  const sort = (path: string, page: number, pageSize: number, ...rules: object[]): Step => ({
    path,
    key,
    query: { page: String(page), pageSize: String(pageSize), sortingRules: JSON.stringify(rules) },
  });
  const steps = lists.flatMap(({ operation, path, rows }) => {
    const fields = operation.fields.filter(({ type }) => type !== 'array' && type !== 'object');
    const conditionOf = (fieldPath: string, from: number) => {
      const values = rows.slice(from).map((row) => fieldOf(row, fieldPath));
      const found = values.find((value) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '');
      return String((found as string | number | boolean | undefined) ?? '1');
    };
    return fields.flatMap(({ name, member: fieldName }, at) => {
      const condition = conditionOf(fieldName, 3);
      const other = fields[(at + 1) % fields.length];
      return [
        ...['equal', 'notEqual', 'greaterThan', 'lessThan'].map((predicate) =>
          filter(path, rule(name, predicate, condition)),
        ),
        filter(path, rule(name, 'contains', condition.slice(1, 4))),
        filter(path, rule(name, 'contains', 'null')),
        // A range that begins with its upper end.
        filter(
          path,
          rule(name, 'lessThan', conditionOf(fieldName, 0), 'and'),
          rule(name, 'greaterThan', conditionOf(fieldName, 5)),
        ),
        filter(
          path,
          rule(name, 'equal', condition, 'and'),
          rule(other?.name ?? 'id', 'equal', conditionOf(other?.member ?? 'id', 5)),
        ),
        filter(
          path,
          rule(name, 'equal', condition, 'or'),
          rule(other?.name ?? 'id', 'equal', conditionOf(other?.member ?? 'id', 5)),
        ),
        sort(path, 1, 100, { field: name, direction: 'asc' }),
        sort(path, 2, 11, { field: name, direction: 'desc' }),
        sort(path, 2, 100, { field: name, direction: 'asc' }),
        sort(path, 1, 100, { field: name, direction: 'asc' }, { field: other?.name ?? 'id', direction: 'desc' }),
      ];
    });
  });
  const names = [
    "O'Brien",
    '100%',
    'under_score',
    'a+b',
    ' & S',
    '{curly}',
    'Größe',
    '%27',
    'und_r',
    ' ACME',
    '  two  spaces  inside and around ',
    '[sq',
    'two  ',
    'l.ng',
    'x'.repeat(3000),
  ];
  const dates = lists[0]?.rows.map((row) => String(row['createdDate'])) ?? [];
  const wrong = [
    { field: 'nothing', predicate: 'equal', condition: '1' },
    { field: 'constructor', predicate: 'equal', condition: '1' },
    { field: 'name', predicate: 'like', condition: '1' },
    { field: 'nam', predicate: 'equal', condition: '1' },
    "{'field':'name','predicate':'equal','condition':'1','operator':null}",
    'no JSON',
  ];
  return [
    ...names.map((name) => filter('/clients', rule('name', 'contains', name))),
    ...names.map((name) => filter('/clients', rule('name', 'equal', name))),
    ...wrong.map((one) => ({
      path: '/clients',
      key,
      query: { queryFilters: typeof one === 'string' ? one : JSON.stringify(one) },
    })),
    ...[
      '{',
      '{"field":"nothing","direction":"asc"}',
      '{"field":"id desc","direction":"asc"}',
      '{"field":"nam","direction":"asc"}',
      '{"field":"name","direction":"up"}',
    ].map((sortingRules) => ({
      path: '/clients',
      key,
      query: { sortingRules },
    })),
    {
      path: '/clients',
      key,
      query: {
        queryFilters: [rule('isActive', 'equal', 'true', 'and'), rule('name', 'contains', 'a')].map((one) =>
          JSON.stringify(one),
        ),
      },
    },
    ...['[a-z]', 'a*', 'I', 'In', 'WE', 'e', 'a,x', 'a(', '{e'].map((part) =>
      filter('/clients', rule('name', 'contains', part)),
    ),
    ...lists.flatMap(({ path, rows }) => oddFilters(path, rows).map((rules) => filter(path, ...rules))),
    ...lists.map(({ path, rows }) => ({
      ...{ path, key },
      query: {
        queryFilters: JSON.stringify(rule('id', 'notEqual', String(rows[0]?.['id']))),
        sortingRules: '{"field":"id","direction":"desc"}',
      },
    })),
    ...(lists.find(({ path }) => path === '/recommendations')?.rows ?? []).slice(0, 20).map(({ id }) => ({
      ...{ path: `/recommendations/${String(id)}/configurations`, key },
    })),
    ...lists
      .filter(({ operation }) => operation.parent)
      .map(({ path }) => filter(path, rule('status', 'equal', 'x', 'or'), rule('status', 'notEqual', 'x'))),
    { path: '/findings', key, query: { page: '2', pageSize: '100' } },
    { path: '/reviews', key, query: { page: '2', pageSize: '11' } },
    ...['0', '50', '87.5', '100'].map((score) => filter('/clients', rule('alignmentScore', 'equal', score))),
    filter('/users', rule('roleName', 'equal', '%')),
    ...lists.flatMap(({ path, rows }) =>
      fractionOf(rows).map((whole) => filter(path, rule('budget', 'greaterThan', whole))),
    ),
    ...lists.flatMap(({ path, operation, rows }) => besideRules(operation, rows).map((one) => filter(path, one))),
    ...lists.map(({ path }) => sort(path, 1, 100, { field: 'id', direction: 'desc' })),
    ...lists.map(({ path, operation, rows }) => sort(path, 1, 100, ...threeOrders(operation, rows))),
    ...dates.map((date) => filter('/clients', rule('createdDate', 'equal', `${date.slice(0, 10)}T00:00:00`))),
    ...steps,
  ];
}

/** A whole number that a budget of these rows is greater than by less than one. */
function fractionOf(rows: readonly object[]): string[] {
  const budgets = rows.map((row) => ('budget' in row ? row.budget : null)).filter((value) => typeof value === 'number');
  return budgets
    .filter((budget) => !Number.isInteger(budget))
    .slice(0, 1)
    .map((budget) => String(Math.trunc(budget)));
}

/**
 * Conditions beside a value: another time of a day, the end of a second, a number with two decimals, a label that ends a longer
 * one. Each field's first rows are enough.
 */
function besideRules({ fields }: Operation, rows: readonly Row[]) {
  return fields.flatMap((field) => {
    const { name, type } = field;
    const values = [...new Set(rows.map((row) => fieldOf(row, field.member)))];
    const texts = values.filter((value): value is string => typeof value === 'string');
    if (type === 'date')
      return [
        ...texts.slice(0, 3).map((text) => rule(name, 'notEqual', `${text.slice(0, 10)}T12:34:56`)),
        ...texts
          .filter((text) => /\.\d/.test(text))
          .slice(0, 1)
          .map((text) => rule(name, 'lessThan', `${text.slice(0, 19)}.999`)),
      ];
    if (type === 'number')
      return values
        .filter((value) => /\.\d\d/.test(String(value)))
        .slice(0, 3)
        .map((value) => rule(name, 'equal', String(value)));
    return texts
      .filter((text) => texts.some((longer) => longer !== text && longer.endsWith(text)))
      .slice(0, 2)
      .map((text) => rule(name, 'equal', text));
  });
}

/** Orders by the two fields of a list with fewest values, and by its id the other way round. */
function threeOrders({ fields }: Operation, rows: readonly Row[]) {
  const kinds = (path: string) => new Set(rows.map((row) => fieldOf(row, path))).size;
  const [one, two] = fields
    .filter(({ type, name }) => type !== 'array' && type !== 'object' && name !== 'id')
    .sort((a, b) => kinds(a.member) - kinds(b.member));
  return [one, two]
    .flatMap((field) => (field ? [{ field: field.name, direction: 'asc' }] : []))
    .concat([{ field: 'id', direction: 'desc' }]);
}
