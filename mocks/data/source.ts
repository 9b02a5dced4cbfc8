import type { Operation } from '../../spec/contract.ts';
import type { Faults } from '../fault-switch.ts';
import type { ListContext } from '../fault-hooks.ts';
import { Memo } from '../memo.ts';
import { faultyPage } from './faulty.ts';
import type { List } from './list.ts';
import { readListQuery, type ListQuery, type Violation } from './list-query.ts';
import type { QueryParameters } from './query-string.ts';

/** How many queries are remembered for each operation. */
const KEPT_QUERIES = 200;

/** Reads queries and answers them, honestly or as the faults that are on will have it. */
export interface DataSource {
  /** Whether a fault reads the parameters, so that it alone judges them. */
  readonly readsAlone: boolean;
  /** `text` is the query string that the parameters were read from. */
  read(parameters: QueryParameters, operation: Operation, text: string): ListQuery | readonly Violation[];
  /** The body of an answer; undefined when there is no such list. */
  page(list: ListContext, query: ListQuery, text: string): Buffer | undefined;
}

type Read = ReturnType<DataSource['read']>;

/** Reads honestly, and remembers what it read for texts that come again. */
function createReader(): DataSource['read'] {
  const memos = new WeakMap<Operation, Memo<Read>>();
  return (parameters, operation, text) => {
    const memo = memos.get(operation) ?? new Memo<Read>(KEPT_QUERIES);
    memos.set(operation, memo);
    return memo.get(text, () => readListQuery(parameters, operation));
  };
}

/** Makes the source of data over `listOf`, and makes it anew whenever faults are switched. */
export function createDataSource(faults: Faults, listOf: (list: ListContext) => List | undefined): DataSource {
  const reader = createReader();
  const make = (): DataSource => {
    const [rows, filter, sort] = [faults.wrap('rows'), faults.wrap('filter'), faults.wrap('sort')];
    const [page, envelope] = [faults.wrap('page'), faults.wrap('envelope')];
    const hooks = { rows, filter, sort, page, envelope };
    const readQuery = faults.wrap('readQuery');
    // Ready pages are kept by the text of their query, which says nothing once a fault reads it.
    const isHonest = [...Object.values(hooks), readQuery].every((hook) => hook === undefined);
    return {
      readsAlone: readQuery !== undefined,
      read: readQuery?.(readListQuery) ?? reader,
      page: isHonest
        ? (list, query, text) => listOf(list)?.page(query, text)
        : faultyPage(hooks, (list) => listOf(list)?.rows),
    };
  };
  let current = make();
  faults.onChange(() => (current = make()));
  return {
    get readsAlone() {
      return current.readsAlone;
    },
    read: (parameters, operation, text) => current.read(parameters, operation, text),
    page: (list, query, text) => current.page(list, query, text),
  };
}
