import type { Row } from '../data/columns.ts';
import { List } from '../data/list.ts';
import { Kept } from '../engine/memo.ts';
import type { CachedQuery } from '../engine/query-cache.ts';
import type { Dataset } from './index.ts';

/** The lists of one dataset, each made when it is first read. */
export interface Lists {
  /** The list of an operation (below the row `parent`); undefined when there is no such parent. */
  get(operationId: string, parent: string | undefined): List | undefined;
  /** How any of the rows breaks the contract. */
  problems(): string[];
}

/** Rows that break the contract: a defect of the mock, or of the user's own data. */
export class BrokenRows extends Error {}

const PAGE = 100;

/** Pages of a dataset that are kept: of 100 rows, some 4 MB. */
const KEPT_PAGES = 128;

/**
 * Makes the lists of a dataset; each is checked against the contract, a page at a time, before it is served.
 *
 * @param caches false makes every page and every order anew
 */
export function createLists(
  dataset: Dataset,
  check: (operationId: string, rows: readonly Row[]) => string[],
  caches = true,
): Lists {
  const made = new Map<string, List>();
  const pages = new Kept<CachedQuery, Buffer>(caches ? KEPT_PAGES : 0);
  const problemsOf = (operationId: string, rows: readonly Row[]): string[] => {
    const starts = Array.from({ length: Math.ceil(rows.length / PAGE) }, (_, page) => page * PAGE);
    return starts.flatMap((from) =>
      check(operationId, rows.slice(from, from + PAGE)).map(
        (problem) => `${operationId}, rows from ${from} on: ${problem}`,
      ),
    );
  };
  const make = (operationId: string, rows: readonly Row[]): List => {
    const [problem] = problemsOf(operationId, rows);
    if (problem !== undefined) throw new BrokenRows(problem);
    return new List(rows, pages);
  };
  return {
    get(operationId, parent) {
      const name = parent === undefined ? operationId : `${operationId} ${parent}`;
      const known = made.get(name);
      if (known) return known;
      const rows =
        parent === undefined ? dataset.lists.get(operationId) : dataset.children.get(operationId)?.get(parent);
      if (!rows) return undefined;
      const list = make(operationId, rows);
      made.set(name, list);
      return list;
    },
    problems: () => [
      ...[...dataset.lists].flatMap(([id, rows]) => problemsOf(id, rows)),
      ...[...dataset.children].flatMap(([id, parents]) =>
        [...parents.values()].flatMap((rows) => problemsOf(id, rows)),
      ),
    ],
  };
}
