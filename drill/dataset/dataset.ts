import type { Contract } from '../../spec/contract.ts';
import type { Fault, FaultHooks } from '../../mocks/index.ts';
import { CHANGES, ordinary, type ChangeName } from './changes.ts';
import { resize, type Row } from './resize.ts';
import { tie } from './references.ts';

/** The content of a scenario's lists. */
export interface DatasetOptions {
  /** Rows of each list; 130 by default. */
  readonly rows?: number;
  readonly change?: ChangeName;
  /** What happens to a list once its first page was served. */
  readonly moving?: 'added' | 'removed';
}

const USUAL_ROWS = 130;
/** Rows that are added or removed between two pages. */
const MOVED = 5;

type ListContext = Parameters<Parameters<NonNullable<FaultHooks['rows']>>[0]>[0];
type RowsOf = (list: ListContext) => readonly Row[] | undefined;

/** The rows of every top-level list, whose references point at existing rows. */
function listsOf(
  contract: Contract,
  conforming: RowsOf,
  providerId: string,
  rows: number,
): Map<string, readonly Row[]> {
  const flat = contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
  const sized = new Map(
    flat.map((operation) => {
      const all = conforming({ operation, providerId, parent: undefined }) ?? [];
      return [operation.id, ordinary(operation.id, resize(all, rows), contract)] as const;
    }),
  );
  return tie(sized, flat);
}

/** Rows after some were added or removed at the front. */
function moved(rows: readonly Row[], how: DatasetOptions['moving']): readonly Row[] {
  if (how === 'removed') return rows.slice(MOVED);
  const added = resize(rows, rows.length + MOVED).slice(rows.length);
  return how === 'added' ? [...added, ...rows] : rows;
}

/**
 * The fault that makes the mock serve a dataset. It is no defect: every row keeps the contract.
 * @param smallPages serves two fifths of the requested page, and says so
 */
export function datasetFault(contract: Contract, options: DatasetOptions = {}, smallPages = false): Fault {
  const { rows = USUAL_ROWS, moving } = options;
  const change = options.change ? CHANGES[options.change] : undefined;
  const small = (size: number) => (smallPages ? Math.max(1, Math.floor(size * 0.4)) : size);
  const hooks = (): FaultHooks => {
    let lists: Map<string, readonly Row[]> | undefined;
    const changed = new Map<string, readonly Row[]>();
    const served = new Set<string>();
    return {
      rows: (plainRow) => (list) => {
        const { operation, providerId, parent } = list;
        lists ??= listsOf(contract, plainRow, providerId, rows);
        const name = `${operation.id} ${parent ?? ''}`;
        let found = changed.get(name);
        if (!found) {
          const parents = operation.parent ? (lists.get(operation.parent.operation) ?? []) : [];
          const field = operation.parent?.member ?? 'id';
          const owner = parents.findIndex((row) => String(row[field]) === parent);
          if (operation.parent && owner === -1) return undefined;
          const own = operation.parent
            ? ordinary(operation.id, plainRow(list) ?? [], contract)
            : (lists.get(operation.id) ?? []);
          const sized = rows < 2 ? own.slice(0, rows) : own;
          const all = change ? sized.map((row) => change(operation.id, row, contract)) : sized;
          found = options.change === 'other-order' ? all.toReversed() : all;
          changed.set(name, found);
        }
        if (moving && served.has(name)) return moved(found, moving);
        served.add(name);
        return found;
      },
      page: (original) => (all, query, list) => original(all, { ...query, pageSize: small(query.pageSize) }, list),
      envelope: (original) => (page, query, list) => {
        const body = original(page, { ...query, pageSize: small(query.pageSize) }, list);
        return options.change === 'new-fields'
          ? { apiVersion: '9.1', links: { self: null }, ...(body as object) }
          : body;
      },
    };
  };
  return { id: 'drill', class: 'drill', sentence: 'Serves the dataset of a scenario.', clauses: [], hooks };
}
