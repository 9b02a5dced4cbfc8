import type { Field, Operation } from '../spec/contract.ts';
import type { RunRecord } from '../spec/generated/run-record.ts';
import type { CheckContext } from './check-context.ts';
import type { Exchange } from './exchange.ts';
import { knownList } from './model/known-lists.ts';
import { hasMoved } from './reread.ts';
import type { FilterRule, SortRule } from './requests.ts';

type Coverage = NonNullable<RunRecord['fieldCoverage']>[number];

const ORDERED: readonly string[] = ['number', 'integer', 'date'];

/** What can be tried on which fields: filter predicates, and the two directions of an order. */
const KINDS: readonly { kind: string; of: (field: Field) => boolean }[] = [
  { kind: 'equal', of: () => true },
  { kind: 'notEqual', of: () => true },
  { kind: 'contains', of: ({ type }) => type === 'string' },
  { kind: 'greaterThan', of: ({ type }) => ORDERED.includes(type) },
  { kind: 'lessThan', of: ({ type }) => ORDERED.includes(type) },
  { kind: 'sorted asc', of: () => true },
  { kind: 'sorted desc', of: () => true },
];

/** Pages of a list that can be requested. */
const PAGES = ['first page', 'later page', 'page past the end'] as const;

/**
 * How much of the documented contract was tried: fields by each predicate and direction, lists by the place of the page. A field
 * or list counts once a request that names it was served.
 */
export function fieldCoverage(context: CheckContext): Coverage[] {
  const tried = new Set<string>();
  const operations = new Map(context.contract.operations.map((operation) => [operation.id, operation]));
  for (const exchange of context.recorder.all()) {
    const operation = operations.get(exchange.request.operation ?? '');
    if (!operation || exchange.response?.status !== 200 || exchange.request.method !== 'GET') continue;
    for (const what of triedBy(exchange, operation, context)) tried.add(`${operation.id} ${what}`);
  }
  const documented = [...operations.values()].flatMap((operation) => [
    ...KINDS.flatMap(({ kind, of }) =>
      promisedFields(operation)
        .filter(of)
        .map((field) => ({
          kind,
          place: `${operation.id} ${field.name}`,
          key: `${operation.id} ${kind} ${field.name}`,
        })),
    ),
    ...PAGES.map((kind) => ({ kind, place: operation.id, key: `${operation.id} ${kind}` })),
  ]);
  return [...KINDS.map(({ kind }) => kind), ...PAGES].map((kind) => {
    const all = documented.filter((one) => one.kind === kind);
    const missing = all.filter(({ key }) => !tried.has(key)).map(({ place }) => place);
    return { kind, tried: all.length - missing.length, documented: all.length, missing };
  });
}

/** Lists whose rows were added, removed or changed during the run. */
export function movedLists(context: CheckContext): string[] {
  return context.contract.operations.map(({ id }) => id).filter((id) => hasMoved(context, id));
}

function promisedFields({ fields }: Operation): Field[] {
  return fields.filter(({ evidence, type }) => evidence !== 'assumed' && !['array', 'object'].includes(type));
}

function* triedBy({ request }: Exchange, operation: Operation, context: CheckContext): Iterable<string> {
  const query = new URLSearchParams(request.target.split('?')[1] ?? '');
  for (const { field, predicate } of rulesIn<FilterRule>(query, 'queryFilters')) yield `${predicate} ${field}`;
  for (const { field, direction } of rulesIn<SortRule>(query, 'sortingRules')) yield `sorted ${direction} ${field}`;
  const page = Number(query.get('page') ?? 1);
  const size = Number(query.get('pageSize') ?? operation.defaultPageSize);
  const total = knownList(context, operation)?.totalCount ?? 0;
  if (page === 1) yield 'first page';
  else yield (page - 1) * size < total ? 'later page' : 'page past the end';
}

function rulesIn<Rule>(query: URLSearchParams, name: string): Rule[] {
  try {
    return query
      .getAll(name)
      .flatMap((text) => JSON.parse(text) as Rule | Rule[])
      .filter((rule) => typeof rule === 'object' && rule !== null);
  } catch {
    return [];
  }
}
