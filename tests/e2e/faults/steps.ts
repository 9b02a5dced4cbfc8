import { fieldOf, type Row } from '../../../mocks/data/columns.ts';
import type { Operation } from '../../../spec/contract.ts';

/** One thing to ask; the rest of a request is filled in. */
export interface Step {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly key?: string | undefined;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly rawHeaders?: readonly string[];
}

/** A filter rule, as the API takes it. */
export const rule = (field: string, predicate: string, condition: string, operator: string | null = null) =>
  ({ field, predicate, condition, operator }) as const;

/** Well-formed JSON that is no rule, conditions of the wrong kind, and an id that is none: for what databases complain of. */
export function wrongRules(path: string, key: string): Step[] {
  const whole = ['null', '[]', '[null]'];
  const conditions = ['"abc"', '7', 'null', '{}', '" "'];
  return [
    ...whole.flatMap((text) => [
      { path, key, query: { queryFilters: text } },
      { path, key, query: { sortingRules: text } },
    ]),
    ...conditions.map((condition) => ({
      ...{ path, key },
      query: { queryFilters: `{"field":"id","predicate":"equal","condition":${condition},"operator":null}` },
    })),
    { path: '/recommendations/abc/configurations', key },
  ];
}

/** Filters, orders and pages in one request: for the faults that show in what is asked together. */
export function combinedSteps(path: string, key: string, { fields }: Operation, rows: readonly Row[]): Step[] {
  const plain = fields.filter(({ type }) => type !== 'array' && type !== 'object');
  const send = (query: Readonly<Record<string, unknown>>): Step => ({
    ...{ path, key },
    query: Object.fromEntries(
      Object.entries(query).map(([name, value]) => [
        name,
        typeof value === 'number' ? String(value) : JSON.stringify(value),
      ]),
    ),
  });
  const half = Math.floor(rows.length / 2);
  const unequal = rule(plain[1]?.name ?? 'id', 'notEqual', String(fieldOf(rows[3] ?? {}, plain[1]?.member ?? 'id')));
  return [
    ...plain.map(({ name }) => send({ sortingRules: { field: name, direction: 'asc' } })),
    send({ queryFilters: unequal }),
    send({ queryFilters: unequal, page: 2, pageSize: 3 }),
    send({ queryFilters: rule(plain[0]?.name ?? 'id', 'equal', String(fieldOf(rows[4] ?? {}, 'id'))) }),
    send({ page: 3, pageSize: 7 }),
    send({ page: 1, pageSize: 2 }),
    send({ page: 6 }),
    ...[half, Math.floor(half / 2), Math.floor(rows.length / 5)]
      .filter((pageSize) => pageSize > 0 && pageSize <= 100 && rows.length % pageSize === 0)
      .map((pageSize) => send({ page: rows.length / pageSize, pageSize })),
    send({ page: Math.ceil(rows.length / 7), pageSize: 7 }),
  ];
}

/** Filters by values that the rows have, such as code and databases take for something else. */
export function oddFilters(path: string, rows: readonly Row[]): (readonly object[])[] {
  const texts = (name: string) => rows.flatMap((row) => (typeof row[name] === 'string' ? String(row[name]) : []));
  const all = ['name', 'title', 'description', 'status', 'purpose'].flatMap((name) =>
    texts(name).map((text) => ({ name, text })),
  );
  const picked = [
    all.find(({ text }) => text.length > 30),
    all.find(({ name, text }) => name === 'status' && text.includes(' ')),
  ].flatMap((one) => one ?? []);
  const [id, other] = [rows[3]?.['id'], rows.at(-1)?.['id']].map(String);
  const [name = ''] = texts('name').concat(texts('title'), texts('lastName'));
  const field = path === '/users' ? 'lastName' : path === '/initiatives' || path === '/meetings' ? 'title' : 'name';
  return [
    ...picked.map((one) => [rule(one.name, 'equal', one.text)]),
    ...(all[0] ? [[rule(all[0].name, 'equal', `${all[0].text.slice(0, 1)}_${all[0].text.slice(2)}`)]] : []),
    [rule('id', 'equal', id ?? '', 'or'), rule('id', 'notEqual', other ?? '', 'or'), rule('id', 'equal', other ?? '')],
    [rule('id', 'equal', id ?? '', 'or'), rule(field, 'contains', 'e')],
    [rule(field, 'contains', 'e', 'or'), rule(field, 'equal', name)],
    [rule('id', 'notEqual', id ?? '', 'and'), rule('description', 'notEqual', 'x')],
    [rule('id', 'notEqual', id ?? '')],
    [rule('isArchived', 'equal', 'false')],
    [rule('isActive', 'equal', 'false')],
    [rule('budget', 'equal', '0')],
    [rule('hours', 'equal', '0')],
    ...rows
      .slice(0, 12)
      .flatMap((row) => [
        [rule('alignmentScore', 'equal', String(Math.round(Number(row['alignmentScore'] ?? 1)) + 0.4))],
        [rule('createdDate', 'greaterThan', `${String(row['createdDate']).slice(0, 10)}T00:00:00`)],
        [rule('startDate', 'greaterThan', `${String(row['startDate']).slice(0, 10)}T00:00:00`)],
        [rule('startDate', 'lessThan', String(row['startDate']))],
      ]),
  ];
}
