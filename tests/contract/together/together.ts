import type { ClauseId } from '../../../spec/clauses.ts';
import type { Operation } from '../../../spec/contract.ts';
import { listCase, type Case, type CheckContext, type Outcome } from '../../../verifier/check.ts';
import type { CompletedExchange, RequestSpec } from '../../../verifier/exchange.ts';
import { deviations, type Deviation } from '../../../verifier/model/expected-page.ts';
import { envelope, knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { readListRequest, type ListRequest } from '../../../verifier/model/list-request.ts';
import { operationsOf } from '../checks/rotate.ts';
import { combinedRequests } from './combined-requests.ts';
import { clauseOfStatus, clausesOf, concerns } from './guilty-clause.ts';
import { recordedLists } from './recorded-lists.ts';
import { takenApart } from './taken-apart.ts';

/**
 * Cases of one clause over whole pages: the requests that combine filter, sort and page, and every other well-formed
 * request for a list that the run made. Each page is compared with what the known rows predict for it, and a deviation
 * counts for the clause that it breaks.
 */
export function* everyPage(context: CheckContext, clause: ClauseId): Iterable<Case> {
  for (const operation of operationsOf(context)) {
    const list = knownList(context, operation);
    if (!list) continue;
    const own = new Set<string>();
    for (const { request, depth, label } of combinedRequests(context, list)) {
      own.add(request.target);
      const requested = readListRequest(operation, request);
      if (!requested || !concerns(clause, requested)) continue;
      yield* apart(context, list, clause, request, {
        ...caseOf(list, clause, request, requested),
        depth,
        label,
      });
    }
    for (const request of recordedLists(context.recorder, list.first.request.target)) {
      const requested = own.has(request.target) ? null : readListRequest(operation, request);
      if (!requested || !concerns(clause, requested)) continue;
      yield { ...caseOf(list, clause, request, requested), depth: context.depth, label: request.target };
    }
  }
}

function caseOf(list: KnownList, clause: ClauseId, request: RequestSpec, requested: ListRequest): Omit<Case, 'depth'> {
  return listCase(list, { requests: [request] }, (base, exchange) =>
    exchange === undefined ? undefined : judgePage(base, clause, requested, exchange),
  );
}

/** What a page says of a clause: the first deviation that breaks it. */
export function judgePage(
  list: KnownList,
  clause: ClauseId,
  requested: ListRequest,
  { response }: CompletedExchange,
): Outcome {
  const page = envelope(response);
  if (!page) {
    // A refusal of what single conditions are refused for as well is judged there.
    if (response.status === 200 || clauseOfStatus(requested) !== clause) return { note: 'no list was served' };
    return {
      want: 'a page of the list for filters, sorting rules and page together',
      got: `status ${response.status}`,
    };
  }
  const deviation = deviations(list, requested, page).find((one) => clausesOf(one, requested).includes(clause));
  return deviation && broken(deviation);
}

const broken = ({ want, got, pointer }: Deviation): Outcome => ({
  want,
  got,
  ...(pointer === undefined ? {} : { pointer }),
});

/** The case itself or, where its page deviates, the smallest part of its request that deviates as well. */
function* apart(
  context: CheckContext,
  list: KnownList,
  clause: ClauseId,
  request: RequestSpec,
  one: Case,
): Iterable<Case> {
  const exchange = context.recorder.find(request);
  const outcome = exchange && one.judge(exchange);
  if (outcome === undefined || 'note' in outcome) {
    yield one;
    return;
  }
  const deviates = (operation: Operation, smaller: RequestSpec) => {
    const requested = readListRequest(operation, smaller);
    const found = context.recorder.find(smaller);
    if (!requested || !found) return undefined;
    const result = judgePage(list, clause, requested, found);
    return result !== undefined && !('note' in result);
  };
  const { smallest, open } = takenApart(context, list, request, deviates);
  // What is not known yet is asked whatever the depth: it tells the reader where to look.
  for (const smaller of open) {
    const label = `${one.label ?? ''} in parts`;
    yield {
      operation: one.operation,
      depth: 'quick',
      urgent: true,
      label,
      requests: [smaller],
      judge: () => undefined,
    };
  }
  const requested = readListRequest(list.operation, smallest);
  yield requested ? { ...caseOf(list, clause, smallest, requested), depth: one.depth, label: one.label ?? '' } : one;
}
