import type { Operation } from '../../spec/contract.ts';
import type { Faults } from '../fault-switch.ts';
import type { ListContext } from '../fault-hooks.ts';
import type { Reading } from '../reading.ts';
import { faultyPage } from './faulty.ts';
import type { List } from './list.ts';
import { readListQuery, type ListQuery, type Violation } from './list-query.ts';

/** Reads queries and answers them, honestly or as the faults that are on will have it. */
export interface DataSource {
  /** Whether a fault reads the parameters, so that it alone judges them. */
  readonly readsAlone: boolean;
  read(reading: Reading, operation: Operation): ListQuery | readonly Violation[];
  /** The body of an answer; undefined when there is no such list. */
  page(list: ListContext, query: ListQuery, reading: Reading): Buffer | undefined;
}

/** Reads honestly, once for each reading: its path decides the operation. */
const readHonestly: DataSource['read'] = (reading, operation) =>
  (reading.query ??= readListQuery(reading.parameters, operation));

/** Makes the source of data over `listOf`, and makes it anew whenever faults are switched. */
export function createDataSource(faults: Faults, listOf: (list: ListContext) => List | undefined): DataSource {
  const make = (): DataSource => {
    const [rows, filter, sort] = [faults.wrap('rows'), faults.wrap('filter'), faults.wrap('sort')];
    const [page, envelope] = [faults.wrap('page'), faults.wrap('envelope')];
    const hooks = { rows, filter, sort, page, envelope };
    const readQuery = faults.wrap('readQuery');
    const faultyRead = readQuery?.(readListQuery);
    // Ready pages are kept by the text of their request, which says nothing once a fault reads it.
    const isHonest = [...Object.values(hooks), readQuery].every((hook) => hook === undefined);
    return {
      readsAlone: readQuery !== undefined,
      read: faultyRead ? ({ parameters }, operation) => faultyRead(parameters, operation) : readHonestly,
      page: isHonest
        ? (list, query, reading) => listOf(list)?.page(query, reading)
        : faultyPage(hooks, (list) => listOf(list)?.rows),
    };
  };
  let current = make();
  faults.onChange(() => (current = make()));
  return {
    get readsAlone() {
      return current.readsAlone;
    },
    read: (reading, operation) => current.read(reading, operation),
    page: (list, query, reading) => current.page(list, query, reading),
  };
}
