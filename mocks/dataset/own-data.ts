import type { Contract } from '../../spec/contract.ts';
import type { Row } from '../data/columns.ts';
import type { Dataset } from './index.ts';

/**
 * Rows that somebody wrote for a provider, by operation id; for a list below another's row, by the value in the path.
 * Operations that are left out have no rows.
 */
export type OwnData = Readonly<Record<string, readonly Row[] | Readonly<Record<string, readonly Row[]>>>>;

const isRows = (part: OwnData[string]): part is readonly Row[] => Array.isArray(part);

/** The world of those rows. A list below another's row exists for every row there, empty unless it is given. */
export function datasetOf({ operations }: Contract, data: OwnData): Dataset {
  const rowsOf = (id: string) => {
    const part = data[id] ?? [];
    return isRows(part) ? part : [];
  };
  const childrenOf = (id: string, parent: { readonly operation: string; readonly member: string } | undefined) => {
    const part = data[id] ?? {};
    const given = isRows(part) ? {} : part;
    const parents = parent ? rowsOf(parent.operation).map((row) => String(row[parent.member])) : [];
    return new Map([...new Set([...parents, ...Object.keys(given)])].map((key) => [key, given[key] ?? []]));
  };
  const flat = operations.filter(({ pathParameters }) => pathParameters.length === 0);
  const nested = operations.filter(({ pathParameters }) => pathParameters.length > 0);
  return {
    lists: new Map(flat.map(({ id }) => [id, rowsOf(id)])),
    children: new Map(nested.map(({ id, parent }) => [id, childrenOf(id, parent)])),
  };
}
