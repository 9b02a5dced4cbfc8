import type { Row } from '../data/columns.ts';
import { List } from '../data/list.ts';
import type { World } from './index.ts';

/** The lists of one world, each made when it is first asked for. */
export interface Lists {
  /** The list of an operation (below the row `parent`); undefined when there is no such parent. */
  get(operationId: string, parent: string | undefined): List | undefined;
  /** How any of the rows breaks the contract. */
  problems(): string[];
}

/** Rows that break the contract: a defect of the mock, or of data that somebody gave it. */
export class BrokenRows extends Error {}

const PAGE = 100;

/** Makes the lists of `world`; each is checked against the contract, a page at a time, before it is served. */
export function createLists(world: World, check: (operationId: string, rows: readonly Row[]) => string[]): Lists {
  const made = new Map<string, List>();
  const problemsOf = (operationId: string, rows: readonly Row[]): string[] => {
    const starts = Array.from({ length: Math.ceil(rows.length / PAGE) }, (_, page) => page * PAGE);
    return starts.flatMap((from) =>
      check(operationId, rows.slice(from, from + PAGE)).map(
        (problem) => `${operationId}, rows from ${String(from)} on: ${problem}`,
      ),
    );
  };
  const make = (operationId: string, rows: readonly Row[]): List => {
    const [problem] = problemsOf(operationId, rows);
    if (problem !== undefined) throw new BrokenRows(problem);
    return new List(rows);
  };
  return {
    get(operationId, parent) {
      const rows = parent === undefined ? world.lists.get(operationId) : world.children.get(operationId)?.get(parent);
      if (!rows) return undefined;
      const name = `${operationId} ${parent ?? ''}`;
      const list = made.get(name) ?? make(operationId, rows);
      made.set(name, list);
      return list;
    },
    problems: () => [
      ...[...world.lists].flatMap(([id, rows]) => problemsOf(id, rows)),
      ...[...world.children].flatMap(([id, parents]) => [...parents.values()].flatMap((rows) => problemsOf(id, rows))),
    ],
  };
}
