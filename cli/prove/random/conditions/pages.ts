import {
  anyFilter,
  anySort,
  encode,
  filtersBy,
  promisedFields,
  sizeOf,
  still,
  type Condition,
  type Make,
} from './condition.ts';

export const filteredPage: Make = (operation, dice) => {
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

export const sortedPage: Make = (operation, dice) => {
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

export const filteredAndSorted: Make = (operation, dice) => {
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

export const paged: Make = (_, dice) => {
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
    holds,
    examples: () => [example],
  };
};

/** A property of the requested page. */
export const pageAlike: Make = (operation, dice) => {
  const [words, holds, examples] = dice.pick<[string, Condition['holds'], readonly string[]]>([
    [
      'the last page of several',
      (requested, _, { totalCount }) =>
        requested.page > 1 && requested.page === Math.ceil(totalCount / sizeOf(requested)),
      Array.from({ length: 12 }, (_, at) => `page=2&pageSize=${at * 8 + 3}`),
    ],
    ['a page that is not full', (requested, _, { rows }) => rows > 0 && rows < sizeOf(requested), ['']],
    ['a page that is full', (requested, _, { rows }) => rows === sizeOf(requested), ['page=1&pageSize=2']],
    ['one row alone', (_, __, { rows }) => rows === 1, ['page=1&pageSize=1']],
    ['no row', (_, __, { rows }) => rows === 0, ['page=9999']],
  ]);
  return {
    kind: 'a kind of page',
    words,
    ...still,
    holds,
    examples: (rows) => [...examples, ...anyFilter(operation, rows).slice(0, 20)],
  };
};

/** Filtered by a field, past the first page. */
export const filteredByFieldPage: Make = (operation, dice) => {
  const field = dice.pick(promisedFields(operation));
  return {
    kind: 'filtered by a field, past the first page',
    words: `filtered by ${field.name}, past the first page`,
    ...still,
    holds: ({ filters, page }) => page > 1 && filters.some((rule) => rule.field === field.name),
    examples: (rows) => filtersBy(field, 'equal', rows).map((rule) => `queryFilters=${encode(rule)}&page=2&pageSize=1`),
  };
};
