import type { Contract } from '../../spec/contract.ts';
import type { OwnData, Row } from '../types.ts';
import type { Dataset } from './index.ts';

export type { OwnData } from '../types.ts';

const isRows = (part: OwnData[string]): part is readonly Row[] => Array.isArray(part);

/** The dataset of those rows. A list below another's row exists for every row there, empty unless it is given. */
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
