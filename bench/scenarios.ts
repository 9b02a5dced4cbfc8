/** The requests that each contestant gets. */
export const SCENARIOS = {
  page100: 'one page of 100 rows, again and again',
  page10: 'one page of 10 rows, again and again',
  mixed: 'ten different pages, filters and sorts; two of them with a condition never seen before',
  unseen: 'filters and sorts, each with a condition never seen before',
} as const;
export type ScenarioId = keyof typeof SCENARIOS;

export const BASE = '/public-api/v1';

/** The path and query of a request: rules as JSON, encoded as clients encode them; `{n}` becomes a new number. */
function send(list: string, page: number, pageSize: number, filters?: object, sorting?: object): string {
  const rules = (name: string, value?: object) =>
    value ? `&${name}=${encodeURIComponent(JSON.stringify(value)).replaceAll('%7Bn%7D', '{n}')}` : '';
  const paging = `page=${page}&pageSize=${pageSize}`;
  return `${BASE}/${list}?${paging}${rules('queryFilters', filters)}${rules('sortingRules', sorting)}`;
}

const filter = (field: string, predicate: string, condition: string, operator: string | null = null) => ({
  field,
  predicate,
  condition,
  operator,
});
const sort = (field: string, direction: string) => ({ field, direction });

/** Requests in the words of the myITprocess API. The numbers that take the place of `{n}` have seven digits. */
export const REQUESTS: Readonly<Record<ScenarioId, readonly string[]>> = {
  page100: [send('clients', 1, 100)],
  page10: [send('users', 1, 10)],
  mixed: [
    send('clients', 1, 100),
    send('findings', 7, 100),
    send('users', 1, 10),
    send('reviews', 2, 50, undefined, sort('createdDate', 'desc')),
    send('recommendations', 1, 100, filter('isArchived', 'equal', 'false')),
    send(
      'clients',
      1,
      25,
      [filter('name', 'contains', 'a', 'and'), filter('alignmentScore', 'greaterThan', '50')],
      sort('name', 'asc'),
    ),
    send('meetings', 1, 20, filter('startDate', 'greaterThan', '2020-01-01T00:00:00')),
    send('initiatives', 1, 50, undefined, [sort('client.name', 'asc'), sort('title', 'desc')]),
    send('findings', 1, 100, filter('id', 'greaterThan', '{n}')),
    send('clients', 2, 10, filter('alignmentScore', 'lessThan', '90.{n}'), sort('createdDate', 'desc')),
  ],
  unseen: [
    send('findings', 1, 100, filter('id', 'greaterThan', '{n}')),
    send('clients', 1, 100, filter('alignmentScore', 'lessThan', '90.{n}'), sort('name', 'asc')),
    send('reviews', 1, 50, filter('createdDate', 'greaterThan', '2019-01-01T00:00:00.{n}')),
    send('clients', 1, 10, [filter('name', 'contains', 'a', 'and'), filter('alignmentScore', 'notEqual', '50.{n}')]),
  ],
};

/** The same in the words of json-server: no way to join filters other than "and", no rules in JSON. */
export const JSON_SERVER: Readonly<Record<ScenarioId, readonly string[]>> = {
  page100: ['/clients?_page=1&_limit=100'],
  page10: ['/users?_page=1&_limit=10'],
  mixed: [
    '/clients?_page=1&_limit=100',
    '/findings?_page=7&_limit=100',
    '/users?_page=1&_limit=10',
    '/reviews?_page=2&_limit=50&_sort=createdDate&_order=desc',
    '/recommendations?_page=1&_limit=100&isArchived=false',
    '/clients?_page=1&_limit=25&name_like=a&alignmentScore_gte=50&_sort=name&_order=asc',
    '/meetings?_page=1&_limit=20&startDate_gte=2020-01-01T00:00:00',
    '/initiatives?_page=1&_limit=50&_sort=client.name,title&_order=asc,desc',
    '/findings?_page=1&_limit=100&id_gte={n}',
    '/clients?_page=2&_limit=10&alignmentScore_lte=90.{n}&_sort=createdDate&_order=desc',
  ],
  unseen: [
    '/findings?_page=1&_limit=100&id_gte={n}',
    '/clients?_page=1&_limit=100&alignmentScore_lte=90.{n}&_sort=name&_order=asc',
    '/reviews?_page=1&_limit=50&createdDate_gte=2019-01-01T00:00:00.{n}',
    '/clients?_page=1&_limit=10&name_like=a&alignmentScore_ne=50.{n}',
  ],
};

/** The same in the words of Mockoon's CRUD routes. */
export const MOCKOON: Readonly<Record<ScenarioId, readonly string[]>> = {
  page100: ['/ready/clients'],
  page10: ['/ready/users'],
  mixed: [
    '/clients?page=1&limit=100',
    '/findings?page=7&limit=100',
    '/users?page=1&limit=10',
    '/reviews?page=2&limit=50&sort=createdDate&order=desc',
    '/recommendations?page=1&limit=100&isArchived_eq=false',
    '/clients?page=1&limit=25&name_like=a&alignmentScore_gt=50&sort=name&order=asc',
    '/meetings?page=1&limit=20&startDate_gt=2020-01-01T00:00:00',
    '/initiatives?page=1&limit=50&sort=client.name&order=asc',
    '/findings?page=1&limit=100&id_gt={n}',
    '/clients?page=2&limit=10&alignmentScore_lt=90.{n}&sort=createdDate&order=desc',
  ],
  unseen: [
    '/findings?page=1&limit=100&id_gt={n}',
    '/clients?page=1&limit=100&alignmentScore_lt=90.{n}&sort=name&order=asc',
    '/reviews?page=1&limit=50&createdDate_gt=2019-01-01T00:00:00.{n}',
    '/clients?page=1&limit=10&name_like=a&alignmentScore_ne=50.{n}',
  ],
};
