import type { Operation } from '../../spec/contract.ts';
import type { Faults } from '../faults/switch.ts';
import type { ListContext } from '../faults/hooks.ts';
import type { CachedQuery } from '../engine/query-cache.ts';
import { faultyPage } from './faulty.ts';
import type { List } from './list.ts';
import { readListQuery, type ListQuery, type Violation } from './list-query.ts';
import type { Row } from '../types.ts';

/**
 * Rows after a change between two pages: one more at the head, or one fewer. Each row behind it moves by one place, so that a
 * client reads one twice, or misses one.
 */
function movedRows(rows: readonly Row[], change: 'added' | 'removed'): readonly Row[] {
  if (change === 'removed') return rows.slice(1);
  const [first] = rows;
  if (!first) return rows;
  const { id } = first;
  const fresh = typeof id === 'number' ? Math.max(...rows.map((row) => Number(row['id']))) + 1 : crypto.randomUUID();
  return [{ ...first, id: fresh }, ...rows];
}

/** Reads queries and produces the pages, as the contract says or as the active faults change it. */
export interface DataSource {
  /** Whether a fault reads the parameters, so that it alone judges them. */
  readonly readsAlone: boolean;
  read(cachedQuery: CachedQuery, operation: Operation): ListQuery | readonly Violation[];
  /** The body of a response; undefined when there is no such list. */
  page(list: ListContext, query: ListQuery, cachedQuery: CachedQuery): Buffer | undefined;
  /** The body of a page behind the first, after a row was added to the list or removed from it. */
  movedPage(list: ListContext, query: ListQuery, change: 'added' | 'removed'): Buffer | undefined;
}

/** Reads a query without faults, once per object: its path decides the operation. */
const readOriginal: DataSource['read'] = (cachedQuery, operation) =>
  (cachedQuery.query ??= readListQuery(cachedQuery.parameters, operation));

/** Makes the source of data over `listOf`, and makes it anew whenever faults are switched. */
export function createDataSource(faults: Faults, listOf: (list: ListContext) => List | undefined): DataSource {
  const make = (): DataSource => {
    const [rows, filter, sort] = [faults.wrap('rows'), faults.wrap('filter'), faults.wrap('sort')];
    const [page, envelope] = [faults.wrap('page'), faults.wrap('envelope')];
    const hooks = { rows, filter, sort, page, envelope };
    const readQuery = faults.wrap('readQuery');
    const faultyRead = readQuery?.(readListQuery);
    // Ready pages are kept by the text of their request, which says nothing once a fault reads it.
    const isConforming = [...Object.values(hooks), readQuery].every((hook) => hook === undefined);
    const originalRows = (list: ListContext) => listOf(list)?.rows;
    const moved = (change: 'added' | 'removed') =>
      faultyPage(hooks, (list) => {
        const rows = originalRows(list);
        return rows && movedRows(rows, change);
      });
    return {
      readsAlone: readQuery !== undefined,
      read: faultyRead ? ({ parameters }, operation) => faultyRead(parameters, operation) : readOriginal,
      page: isConforming
        ? (list, query, cachedQuery) => listOf(list)?.page(query, cachedQuery)
        : faultyPage(hooks, originalRows),
      movedPage: (list, query, change) =>
        (query.page > 1 ? moved(change) : faultyPage(hooks, originalRows))(list, query),
    };
  };
  let current = make();
  faults.onChange(() => (current = make()));
  return {
    get readsAlone() {
      return current.readsAlone;
    },
    read: (cachedQuery, operation) => current.read(cachedQuery, operation),
    page: (list, query, cachedQuery) => current.page(list, query, cachedQuery),
    movedPage: (list, query, change) => current.movedPage(list, query, change),
  };
}
