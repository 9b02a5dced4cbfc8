import type { Field, Operation } from '../../../spec/contract.ts';
import { memberOf, type Row } from '../../../mocks/data/columns.ts';
import type { Requested } from './asked.ts';
import type { Dice } from './dice.ts';

/** What a part of the request must be for a server to go wrong. */
export interface Condition {
  /** `sorted by a field`: what is counted in the report. */
  readonly kind: string;
  readonly words: string;
  /** Whether rows have an order that they must keep. */
  readonly ordered: boolean;
  /** Whether it is about time or about the count of requests, so that the data may honestly have changed meanwhile. */
  readonly passing: boolean;
  holds(requested: Requested, count: number): boolean;
  /** Queries that meet it, to see whether anything shows at all. */
  examples(rows: readonly Row[]): string[];
}

type Make = (operation: Operation, dice: Dice) => Condition;

const encode = (rules: unknown): string => encodeURIComponent(JSON.stringify(rules));
/** The fields that the contract promises to filter and sort by. */
export const promisedFields = ({ fields }: Operation): Field[] =>
  fields.filter(({ evidence, type }) => evidence !== 'assumed' && type !== 'array' && type !== 'object');
const PREDICATES = ['equal', 'equal', 'notEqual', 'greaterThan', 'lessThan', 'contains'] as const;

const predicatesOf = ({ type }: Field) =>
  PREDICATES.filter((one) =>
    one === 'contains'
      ? type === 'string'
      : one === 'equal' || one === 'notEqual' || ['date', 'number', 'integer'].includes(type),
  );

/** Conditions that take rows: values which the rows have. */
function filtersBy(field: Field, predicate: string, rows: readonly Row[], operator?: string): object[] {
  const values = [...new Set(rows.map((row) => memberOf(row, field.member)))].filter(
    (value) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '',
  );
  const some = values.length > 6 ? values.filter((_, at) => at % Math.floor(values.length / 6) === 0) : values;
  return some.map((value) => {
    const text = String(value);
    return {
      field: field.name,
      predicate,
      condition: predicate === 'contains' ? text.slice(1, 4) : text,
      operator: operator ?? null,
    };
  });
}
const sortBy = (field: Field, direction: string) => `sortingRules=${encode({ field: field.name, direction })}`;
const anySort = (operation: Operation) => promisedFields(operation).map((field) => sortBy(field, 'asc'));
const anyFilter = (operation: Operation, rows: readonly Row[]) =>
  promisedFields(operation).flatMap((field) =>
    filtersBy(field, 'equal', rows).map((rule) => `queryFilters=${encode(rule)}`),
  );
const still = { ordered: false, passing: false };
const sizeOf = ({ operation, pageSize }: Requested) => pageSize ?? operation.maxPageSize;

const sortedByField: Make = (operation, dice) => {
  const field = dice.pick(promisedFields(operation));
  const direction = dice.pick(['asc', 'desc', 'either']);
  return {
    kind: 'sorted by a field',
    words: `sorted by ${field.name}${direction === 'either' ? '' : ` ${direction}`}`,
    ordered: true,
    passing: false,
    holds: ({ sorts: [first] }) =>
      first?.field === field.name && (direction === 'either' || first.direction === direction),
    examples: () => ['asc', 'desc'].map((one) => sortBy(field, one)),
  };
};

const filteredByField: Make = (operation, dice) => {
  const field = dice.pick(promisedFields(operation));
  const predicate = dice.pick([undefined, ...predicatesOf(field)]);
  return {
    kind: predicate === undefined ? 'filtered by a field' : 'filtered by a field and a predicate',
    words: `filtered by ${field.name}${predicate === undefined ? '' : ` ${predicate}`}`,
    ...still,
    holds: ({ filters }) =>
      filters.some((rule) => rule.field === field.name && (predicate === undefined || rule.predicate === predicate)),
    examples: (rows) => filtersBy(field, predicate ?? 'equal', rows).map((rule) => `queryFilters=${encode(rule)}`),
  };
};

const twoFilters: Make = (operation, dice) => {
  const operator = dice.pick(['and', 'or', undefined]);
  return {
    kind: 'two filters',
    words: `two filters${operator === undefined ? '' : ` joined by ${operator}`}`,
    ...still,
    holds: ({ filters }) =>
      filters.length === 2 && (operator === undefined || (filters[0]?.operator ?? 'and') === operator),
    examples: (rows) => {
      const fields = promisedFields(operation);
      return fields.flatMap((one, at) =>
        filtersBy(one, 'equal', rows, operator ?? 'or').flatMap((a) =>
          filtersBy(fields[(at + 1) % fields.length] as Field, 'notEqual', rows.slice(0, 3)).map(
            (b) => `queryFilters=${encode([a, b])}`,
          ),
        ),
      );
    },
  };
};

const filteredPage: Make = (operation, dice) => {
  const second = dice.pick(['page 2', 'a page past the first', 'a small page']);
  return {
    kind: 'filtered and paged',
    words: `filtered, ${second}`,
    ...still,
    holds: (requested) =>
      requested.filters.length > 0 &&
      (second === 'page 2'
        ? requested.page === 2
        : second === 'a small page'
          ? sizeOf(requested) <= 25
          : requested.page > 1),
    examples: (rows) => anyFilter(operation, rows).map((query) => `${query}&page=2&pageSize=1`),
  };
};

const sortedPage: Make = (operation, dice) => {
  const second = dice.pick(['page 2', 'a page past the first', 'a small page']);
  return {
    kind: 'sorted and paged',
    words: `sorted, ${second}`,
    ordered: true,
    passing: false,
    holds: (requested) =>
      requested.sorts.length > 0 &&
      (second === 'page 2'
        ? requested.page === 2
        : second === 'a small page'
          ? sizeOf(requested) <= 25
          : requested.page > 1),
    examples: () => anySort(operation).map((query) => `${query}&page=2&pageSize=5`),
  };
};

const filteredAndSorted: Make = (operation, dice) => {
  const paged = dice.pick([true, false]);
  return {
    kind: paged ? 'filtered, sorted and paged' : 'filtered and sorted',
    words: `filtered and sorted${paged ? ', page 2' : ''}`,
    ordered: true,
    passing: false,
    holds: ({ filters, sorts, page }) => filters.length > 0 && sorts.length > 0 && (!paged || page === 2),
    examples: (rows) =>
      anySort(operation).flatMap((sort) =>
        anyFilter(operation, rows)
          .slice(0, 8)
          .map((query) => `${query}&${sort}${paged ? '&page=2&pageSize=1' : ''}`),
      ),
  };
};

const paged: Make = (_, dice) => {
  const [words, holds, example] = dice.pick<[string, Condition['holds'], string]>([
    ['page 2', ({ page }) => page === 2, 'page=2&pageSize=5'],
    ['a page past the second', ({ page }) => page > 2, 'page=3&pageSize=2'],
    ['pages of 10 and fewer', (requested) => sizeOf(requested) <= 10, 'page=1&pageSize=5'],
    ['pages of 11 to 50', (requested) => sizeOf(requested) > 10 && sizeOf(requested) <= 50, 'page=1&pageSize=30'],
    ['an odd page size', (requested) => sizeOf(requested) % 2 === 1, 'page=1&pageSize=5'],
  ]);
  return {
    kind: 'paged',
    words,
    ...still,
    holds: (requested, count) => holds(requested, count),
    examples: () => [example],
  };
};

const manySorts: Make = (operation) => ({
  kind: 'two sorting rules',
  words: 'two sorting rules',
  ordered: true,
  passing: false,
  holds: ({ sorts }) => sorts.length > 1,
  examples: () => {
    const [a, b] = promisedFields(operation);
    return a && b
      ? [
          `sortingRules=${encode([
            { field: a.name, direction: 'asc' },
            { field: b.name, direction: 'asc' },
          ])}`,
        ]
      : [];
  },
});

const predicateAlone: Make = (operation, dice) => {
  const predicate = dice.pick(['notEqual', 'greaterThan', 'lessThan', 'contains']);
  return {
    kind: 'filtered by a predicate',
    words: `filtered by ${predicate}`,
    ...still,
    holds: ({ filters }) => filters.some((rule) => rule.predicate === predicate),
    examples: (rows) =>
      promisedFields(operation)
        .filter((field) => (predicatesOf(field) as string[]).includes(predicate))
        .flatMap((field) => filtersBy(field, predicate, rows))
        .map((rule) => `queryFilters=${encode(rule)}`),
  };
};

const late: Make = (_, dice) => {
  const after = 8 + dice.below(30);
  return {
    kind: 'after so many requests',
    words: `after ${String(after)} requests for the list`,
    ordered: false,
    passing: true,
    holds: (__, count) => count > after,
    examples: () => [''],
  };
};

const now: Make = (_, dice) => {
  const every = 3 + dice.below(6);
  return {
    kind: 'now and then',
    words: `one request in ${String(every)}`,
    ordered: false,
    passing: true,
    holds: (__, count) => count % every === 0,
    examples: () => [''],
  };
};

const whole: Make = () => ({
  kind: 'every request',
  words: 'every request',
  ordered: false,
  passing: true,
  holds: () => true,
  examples: () => [''],
});

/** How often each is taken: the outside's conditions are mostly about one part of the request. */
const WEIGHTS: readonly (readonly [number, Make])[] = [
  [6, sortedByField],
  [6, filteredByField],
  [3, twoFilters],
  [4, filteredPage],
  [4, sortedPage],
  [4, filteredAndSorted],
  [3, paged],
  [2, manySorts],
  [2, predicateAlone],
  [1, late],
  [1, now],
  [1, whole],
];

/** A random condition on requests for one list. */
export function conditionFor(operation: Operation, dice: Dice): Condition {
  const all = WEIGHTS.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));
  return dice.pick(all)(operation, dice);
}
