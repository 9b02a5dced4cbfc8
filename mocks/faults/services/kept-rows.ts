import type { Row } from '../../data/columns.ts';
import type { ListQuery } from '../../data/list-query.ts';
import type { Fault, FaultHooks, ListContext } from '../hooks.ts';
import { valuesOf } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';
import { cachedBy } from './caches.ts';

const sorting = faultOf('sorting');
const filtering = faultOf('filtering');
const paging = faultOf('paging');

const placeOf = ({ operation, providerId, parent }: ListContext) =>
  [operation.id, providerId, parent].map(String).join(' ');

/** Lists that stay as the last request sorted them: one list in memory serves all, and filters make a copy first. */
function sortedInPlace(): FaultHooks {
  const kept = new Map<string, readonly Row[]>();
  return {
    rows: (original) => (list) => {
      const rows = kept.get(placeOf(list)) ?? original(list);
      if (rows) kept.set(placeOf(list), rows);
      return rows;
    },
    sort: (original) => (rows, rules, list) => {
      const sorted = original(rows, rules, list);
      if (kept.get(placeOf(list))?.length === rows.length) kept.set(placeOf(list), sorted);
      return sorted;
    },
  };
}

/** What a request did not say is taken from the last one that said it, for the same list. */
function remembering<Name extends 'filters' | 'sorting' | 'page' | 'pageSize'>(
  name: Name,
  parameter: string,
): FaultHooks {
  const last = new Map<string, ListQuery[Name]>();
  return {
    readQuery: (original) => (parameters, operation) => {
      const query = original(parameters, operation);
      if (!('page' in query)) return query;
      if (parameters.has(parameter)) last.set(operation.id, query[name]);
      return { ...query, [name]: last.get(operation.id) ?? query[name] };
    },
  };
}

/** Requests that change what later ones are served. */
export const servicesKeptRows: readonly Fault[] = [
  sorting(
    'sorted-in-place',
    'Sorts the one list that it keeps: later requests find it in that order.',
    ['CON-14'],
    () => sortedInPlace(),
  ),
  sorting('sorting-remembered', 'Sorts a list as it was last asked to where no order is asked for.', ['CON-14'], () =>
    remembering('sorting', 'sortingRules'),
  ),
  filtering('filters-remembered', 'Filters a list as it was last asked to where no filter is sent.', ['CON-14'], () =>
    remembering('filters', 'queryFilters'),
  ),
  paging('page-size-remembered', 'Takes the page size of the last request where none is sent.', ['CON-14'], () =>
    remembering('pageSize', 'pageSize'),
  ),
  paging('page-remembered', 'Serves the page of the last request where none is named.', ['CON-14'], () =>
    remembering('page', 'page'),
  ),
  sorting(
    'cache-ignores-direction',
    'Keeps responses by the fields that they are sorted by, in whichever direction.',
    ['SRT-01', 'SRT-02', 'SRT-04'],
    () =>
      cachedBy(
        (request) => [
          ...['page', 'pageSize', 'queryFilters'].flatMap((name) => [name, ...valuesOf(request, name)]),
          ...valuesOf(request, 'sortingRules').map((rules) => rules.replace(/"(asc|desc)"/g, '')),
        ],
        (request) => valuesOf(request, 'sortingRules').length > 0,
      ),
  ),
];
