import type { Contract } from '../../spec/contract.ts';
import { DEPTHS } from '../../verifier/check-context.ts';
import { identity, type RequestSpec } from '../../verifier/exchange.ts';
import type { OpenRequest } from '../../verifier/outstanding.ts';
import { inTurn } from '../../verifier/choose.ts';
import { requestsList } from '../../verifier/requests-list.ts';
import { listRequest, plainLists } from '../../verifier/requests.ts';

/**
 * Chooses the requests of a burst, so that no served response is wasted: first what other suites need to read again, and what
 * others of their requests build on, then what else they need, the shallowest depth first, of each from all operations in turn (LIM-08); then plain lists.
 */
export function burstRequests(
  pendingRequests: readonly OpenRequest[],
  contract: Contract,
  scenario: string,
  count: number,
): RequestSpec[] {
  const pending = [...new Map(pendingRequests.map((one) => [identity(one.request), one])).values()].filter(
    ({ request }) => requestsList(request, contract),
  );
  const isFirst = ({ urgent, foundation }: OpenRequest) => urgent || foundation;
  const requests = pending.filter(isFirst).map(({ request }) => request);
  for (const depth of DEPTHS) {
    const open = pending.filter((one) => !isFirst(one) && one.depth === depth);
    requests.push(...inTurn(open, ({ request }) => request.operation).map(({ request }) => request));
  }
  const lists = plainLists(contract);
  for (let i = requests.length; i < count; i += 1) {
    const operation = lists[i % lists.length];
    if (operation !== undefined) requests.push(listRequest(operation, { pageSize: 1 }, { fresh: `${scenario} ${i}` }));
  }
  return requests.slice(0, count);
}
