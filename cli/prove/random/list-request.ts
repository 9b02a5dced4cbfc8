import type { Contract, Operation } from '../../../spec/contract.ts';
import type { ApiRequest } from '../../../mocks/types.ts';
import { valuesOf } from '../../../mocks/faults/support/requests.ts';

export interface AskedRule {
  readonly field: string;
  readonly predicate: string;
  readonly condition?: string | null;
  readonly operator?: string | null;
}

export interface AskedSort {
  readonly field: string;
  readonly direction: string;
}

/** What a request asks of a list, as far as it can be read. */
export interface Requested {
  readonly operation: Operation;
  readonly page: number;
  readonly pageSize: number | undefined;
  readonly filters: readonly AskedRule[];
  readonly sorts: readonly AskedSort[];
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

/** Reads a request for a list of the contract; undefined where it asks for something else. */
export function askedOf(request: ApiRequest, { operations }: Contract): Requested | undefined {
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
    filters: rules(valuesOf(request, 'queryFilters')) as unknown as AskedRule[],
    sorts: rules(valuesOf(request, 'sortingRules')) as unknown as AskedSort[],
  };
}
