import type { Operation } from '../../spec/contract.ts';
import type { Faults } from '../fault-switch.ts';
import type { ListContext } from '../fault-hooks.ts';
import { faultyPage } from './faulty.ts';
import type { List } from './list.ts';
import { readListQuery, type ListQuery, type Violation } from './list-query.ts';
import type { QueryParameters } from './query-string.ts';

/** Reads queries and answers them, honestly or as the faults that are on will have it. */
export interface DataSource {
  /** Whether a fault reads the parameters, so that it alone judges them. */
  readonly readsAlone: boolean;
  read(parameters: QueryParameters, operation: Operation): ListQuery | readonly Violation[];
  /** The body of an answer; undefined when there is no such list. */
  page(list: ListContext, query: ListQuery): Buffer | undefined;
}

/** Makes the source of data over `listOf`, and makes it anew whenever faults are switched. */
export function createDataSource(faults: Faults, listOf: (list: ListContext) => List | undefined): DataSource {
  const make = (): DataSource => {
    const [rows, filter, sort] = [faults.wrap('rows'), faults.wrap('filter'), faults.wrap('sort')];
    const [page, envelope] = [faults.wrap('page'), faults.wrap('envelope')];
    const hooks = { rows, filter, sort, page, envelope };
    const isHonest = Object.values(hooks).every((hook) => hook === undefined);
    const readQuery = faults.wrap('readQuery');
    return {
      readsAlone: readQuery !== undefined,
      read: readQuery?.(readListQuery) ?? readListQuery,
      page: isHonest ? (list, query) => listOf(list)?.page(query) : faultyPage(hooks, (list) => listOf(list)?.rows),
    };
  };
  let current = make();
  faults.onChange(() => (current = make()));
  return {
    get readsAlone() {
      return current.readsAlone;
    },
    read: (parameters, operation) => current.read(parameters, operation),
    page: (list, query) => current.page(list, query),
  };
}
