import type { Mock } from '../../../mocks/index.ts';
import type { Row } from '../../../mocks/data/columns.ts';
import type { Operation } from '../../../spec/contract.ts';

/** The lists, with a value for the one parameter that a path may have. */
export function listPaths(mock: Mock): { operation: Operation; path: string; rows: readonly Row[] }[] {
  const { contract } = mock.state.runtime;
  const [provider] = mock.providers;
  const lists = provider && mock.state.runtime.lists(provider);
  const parent = lists
    ?.get('listRecommendations', undefined)
    ?.rows.find((row) => (lists.get('listRecommendationConfigurations', String(row['id']))?.rows.length ?? 0) > 2);
  return contract.operations.map((operation) => {
    const id = operation.pathParameters.length > 0 ? String(parent?.['id']) : undefined;
    return {
      operation,
      path: operation.path.replace(/\{\w+\}/, id ?? ''),
      rows: lists?.get(operation.id, id)?.rows ?? [],
    };
  });
}
