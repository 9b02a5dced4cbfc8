import type { Contract, Operation } from '../../../spec/contract.ts';
import type { ApiRequest } from '../../../mocks/types.ts';
import { valuesOf } from '../../../mocks/faults/support/requests.ts';

export interface RequestedRule {
  readonly field: string;
  readonly predicate: string;
  readonly condition?: string | null;
  readonly operator?: string | null;
}

export interface RequestedSort {
  readonly field: string;
  readonly direction: string;
}

/** The filters, order and page that a request names, as far as they can be read. */
export interface Requested {
  readonly operation: Operation;
  readonly page: number;
  readonly pageSize: number | undefined;
  readonly filters: readonly RequestedRule[];
  readonly sorts: readonly RequestedSort[];
}

const rules = (texts: readonly string[]): Record<string, unknown>[] =>
  texts
    .flatMap((text) => {
      try {
        return [JSON.parse(text) as Record<string, unknown> | Record<string, unknown>[] | null].flat();
      } catch {
        return [];
      }
    })
    .filter((rule): rule is Record<string, unknown> => typeof rule === 'object' && rule !== null);

/** Reads a request for a list of the contract; undefined where it is for something else. */
export function listRequestOf(request: ApiRequest, { operations }: Contract): Requested | undefined {
  if (request.method !== 'GET') return undefined;
  const operation = operations.find(({ path }) =>
    new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(request.path),
  );
  if (!operation) return undefined;
  const [page] = valuesOf(request, 'page');
  const [size] = valuesOf(request, 'pageSize');
  return {
    operation,
    page: Number(page ?? 1),
    pageSize: size === undefined ? undefined : Number(size),
    filters: rules(valuesOf(request, 'queryFilters')) as unknown as RequestedRule[],
    sorts: rules(valuesOf(request, 'sortingRules')) as unknown as RequestedSort[],
  };
}
