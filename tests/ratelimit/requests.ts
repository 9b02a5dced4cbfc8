import type { Contract, Operation } from '../../spec/contract.ts';
import { identity, type RequestSpec } from '../../verifier/exchange.ts';
import type { OpenRequest } from '../../verifier/gather.ts';
import { requestsList } from '../../verifier/requests-list.ts';
import { listRequest } from '../../verifier/requests.ts';

/**
 * Chooses the requests of a burst, so that no served response is wasted: first what other suites need to read again, then
 * what else they need, from all operations in turn (LIM-08); then plain lists.
 */
export function burstRequests(
  pendingRequests: readonly OpenRequest[],
  contract: Contract,
  scenario: string,
  count: number,
): RequestSpec[] {
  const byOperation = new Map<string, RequestSpec[]>();
  const taken = new Set<string>();
  const requests: RequestSpec[] = [];
  for (const { request, urgent } of pendingRequests) {
    const id = identity(request);
    if (taken.has(id) || !requestsList(request, contract)) continue;
    taken.add(id);
    if (urgent) {
      requests.push(request);
      continue;
    }
    const key = request.operation ?? '';
    byOperation.set(key, [...(byOperation.get(key) ?? []), request]);
  }
  for (let round = 0; requests.length < count; round += 1) {
    const next = [...byOperation.values()].map((list) => list[round]).filter((request) => request !== undefined);
    if (next.length === 0) break;
    requests.push(...next);
  }
  const lists = plainLists(contract);
  for (let i = requests.length; i < count; i += 1) {
    const operation = lists[i % lists.length];
    if (operation !== undefined) requests.push(listRequest(operation, { pageSize: 1 }, { fresh: `${scenario} ${i}` }));
  }
  return requests.slice(0, count);
}

/** The operations that can be requested without an id. */
export function plainLists(contract: Contract): Operation[] {
  return contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
}
