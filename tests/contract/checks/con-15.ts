import type { Check } from '../../../verifier/check.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { isGatewayStatus, keyOf, type CompletedExchange, type RequestSpec } from '../../../verifier/exchange.ts';
import { finding } from '../../../verifier/finding.ts';
import { knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { problem, sampleExchange, type Samples } from '../../../verifier/samples/sample.ts';
import { tallyOf, verdictOf, type Finding } from '../../../verifier/verdict.ts';
import { combinedRequests } from '../combined/plan.ts';

/** Attempts at a request, its retries counted, of which none got more than a gateway's status. */
const ENOUGH = 3;
/** Requests that are sent once more, each with its retries. */
const MOST = 2;

/**
 * CON-15: no request gets 502, 503 or 504 at each attempt while its list is served. One that did is sent once more between two
 * requests for the list: an outage ends, or takes the list along.
 */
export const con15: Check = {
  clause: 'CON-15',
  *requestGroups(context) {
    // The requests of other clauses, so that this one can be judged alone.
    for (const operation of context.contract.operations) {
      const list = knownList(context, operation);
      for (const { request, depth, label } of list ? combinedRequests(context, list) : [])
        yield { requests: [request], depth, label: `${operation.id} ${label}` };
    }
    for (const { list, request } of unserved(context))
      yield { requests: onceMore(list, request), depth: 'quick', label: request.target, urgent: true };
  },
  judge(context) {
    const findings: Finding[] = [];
    const notes: string[] = [];
    for (const { list, request, statuses } of unserved(context)) {
      const { id } = list.operation;
      const [before, again, after] = onceMore(list, request);
      const around = [before, after].map((one) => context.recorder.find(one));
      const still = context.recorder.unusable(again);
      const isServed = around.every((one) => one?.response.status === 200);
      if (!isServed || !still?.response || context.recorder.find(again)) {
        notes.push(`${id}: ${statuses.join(', ')} for a while, of which nothing was made out`);
        continue;
      }
      const all = [...statuses, ...attempts(context, again)];
      const got = `status ${[...new Set(all)].join(' and ')} at each of ${all.length} attempts`;
      const want = 'a response of the API, as requests for the list get before and after it';
      findings.push(
        finding(
          id,
          { want, got },
          context,
          still.n,
          around.flatMap((one) => one?.n ?? []),
        ),
      );
    }
    const served = context.recorder.completed().filter(isOfList);
    return verdictOf(tallyOf(served.map(({ request }) => ({ operation: request.operation ?? '' }))), findings, notes);
  },
};

const isOfList = ({ request, response }: CompletedExchange) =>
  request.operation !== undefined && keyOf(request) === 'active' && !isGatewayStatus(response.status);

/** A request for a list that never got a response of the API, and the statuses that it got. */
interface Unserved {
  readonly list: KnownList;
  readonly request: RequestSpec;
  readonly statuses: readonly number[];
}

function unserved(context: CheckContext): Unserved[] {
  const { recorder, contract } = context;
  const requests = new Map<string, RequestSpec>();
  for (const { request, response } of recorder.completed())
    if (isGatewayStatus(response.status) && request.fresh === undefined && keyOf(request) === 'active')
      requests.set(request.target, request);
  const all = [...requests.values()].flatMap((request): Unserved[] => {
    const statuses = recorder.find(request) ? [] : attempts(context, request);
    const operation = contract.operations.find(({ id }) => id === request.operation);
    const list = operation && statuses.length >= ENOUGH ? knownList(context, operation) : null;
    return list ? [{ list, request, statuses }] : [];
  });
  return all.slice(0, MOST);
}

/** The statuses of all attempts at a request. */
const attempts = ({ recorder }: CheckContext, { target, fresh, method }: RequestSpec): number[] =>
  recorder
    .completed()
    .filter(({ request }) => request.target === target && request.fresh === fresh && request.method === method)
    .map(({ response }) => response.status);

function onceMore({ first }: KnownList, request: RequestSpec): [RequestSpec, RequestSpec, RequestSpec] {
  const around = (when: string) => ({ ...first.request, fresh: `${when} ${request.target}` });
  return [around('before'), { ...request, fresh: 'once more' }, around('after')];
}

const PAGE = { body: { page: 1, pageSize: 100, totalCount: 1, items: [{ id: 1 }] } };
const { request: sent, ...rest } = sampleExchange('list', 0, PAGE);
const plain: RequestSpec = {
  method: sent.method,
  target: sent.target,
  headers: sent.headers,
  operation: sent.operation!,
};
const LIST = { ...rest, request: plain };

/** Evidence of a page that got these statuses, and then these once more between two requests for its list. */
function evidence(page: number, statuses: readonly number[], later: readonly number[], around = 200) {
  const request = { ...plain, target: `${plain.target}?page=${page}` };
  const [before, again, after] = onceMore({ first: { request: plain } } as KnownList, request);
  const got = (by: RequestSpec, status: number) => ({
    ...sampleExchange('probe', 1, status === 200 ? PAGE : problem(status, 'Gateway')),
    request: by,
  });
  return [
    ...statuses.map((status) => got(request, status)),
    got(before, around),
    ...later.map((status) => got(again, status)),
    got(after, 200),
  ];
}

export const samples: Samples = {
  // Of the second page's list nothing is served before it either.
  passes: [
    LIST,
    ...evidence(2, [503, 503, 503, 503], [503, 200]),
    ...evidence(3, [502, 502, 502], [502, 502, 502], 502),
  ],
  rejects: [
    [LIST, ...evidence(2, [503, 503, 503, 503], [503, 503, 503, 503])],
    [LIST, ...evidence(2, [502, 504, 504], [504])],
  ],
};
