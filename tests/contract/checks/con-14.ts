import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { contentOf } from '../../../verifier/exchange.ts';
import { knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { listRequest } from '../../../verifier/requests.ts';
import {
  bodyOf,
  broken,
  problem,
  sampleContract,
  sampleExchange,
  type SampleScenario,
  type SampleServer,
  type Samples,
} from '../../../verifier/samples/sample.ts';
import { understanding, withQuery } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { preconditionCases } from './conditional.ts';
import { early, operationsOf } from './rotate.ts';
import { everyPage } from '../combined/cases.ts';
import { combinedRequests } from '../combined/plan.ts';
import { hasMoved } from '../../../verifier/reread.ts';
import { leftBehind, ofOtherRequests, otherOrder, requestedInTurn } from './left-behind.ts';
import { closely, parametersWaver, wavering } from './wavering.ts';

/** CON-14: the same request twice gives the same response while nothing changed. */
export const con14 = caseCheck('CON-14', function* (context) {
  const lists = operationsOf(context).flatMap((operation) => knownList(context, operation) ?? []);
  let differing = 0;
  for (const [nth, list] of lists.filter((one) => isDue(context, one)).entries()) {
    const depth = nth === 0 ? 'quick' : nth === 1 ? early(context) : nth < 4 ? 'standard' : 'full';
    // Any check may have requested the list twice.
    const differed = hasMoved(context, list.operation.id);
    const isEarly = differed && (differing += 1) <= MOST_DIFFERING;
    yield { ...caseOf(context, list, nth === 1, differed), depth: isEarly && nth > 1 ? early(context) : depth };
  }
  // A target that keeps its state for all lists does it in all of them.
  yield* lists.flatMap((list) => followingCases(context, list)).slice(0, MOST_DIFFERING);
  yield* parametersWaver(context, lists);
  yield* preconditionCases(context);
  yield* everyPage(context, 'CON-14');
});

/** Whether a list may be requested again: after a filter, if one can be sent at all, so that what it leaves behind shows. */
function isDue(context: CheckContext, list: KnownList): boolean {
  const filtered = combinedRequests(context, list).filter(
    ({ request, requested }) => requested.filters.length > 0 && request.wire !== null,
  );
  return filtered.length === 0 || filtered.some(({ request }) => context.recorder.find(request) !== undefined);
}

/** Lists that every standard run requests closely, where they differed: on a target that lives, all may have changed. */
const MOST_DIFFERING = 3;

/**
 * The list once more, after others and right after it in another order. If it differs from the first response, somebody may have
 * changed the list meanwhile, so it is requested several times more, one right after the other. The server is to blame only if a
 * response comes back after another one, if no two in a row are alike (a list that is edited changes, and stays so), or if the
 * list follows what was requested before it.
 */
function caseOf(context: CheckContext, list: KnownList, isTwice: boolean, differed: boolean): Omit<Case, 'depth'> {
  const { request } = list.first;
  const { recorder } = context;
  // Every second response may be another one: then it depends on what else was requested which of them come first.
  const again = ['again', ...(isTwice ? ['again at once'] : [])].map((fresh) => ({ ...request, fresh }));
  const close = closely(request);
  const found = recorder.find(request);
  const first = found && contentOf(found.response);
  const later = again.flatMap((one) => recorder.find(one) ?? []);
  const differs = differed || (first !== undefined && later.some(({ response }) => contentOf(response) !== first));
  const settled = close.flatMap((one) => recorder.find(one) ?? []);
  const last = settled.length === close.length ? settled.at(-1) : undefined;
  const stays = last !== undefined && contentOf(last.response) !== first && wavering(settled) === undefined;
  const inTurn = stays ? requestedInTurn(context, list, last) : [];
  const ordered = otherOrder(context, list);
  return {
    operation: list.operation.id,
    requests: differs ? [...close, ...inTurn] : [request, ...(ordered ? [ordered.request] : []), ...again],
    urgent: differs,
    judge(...responses) {
      if (!differs) return wavering(responses.filter((one) => one.request.target === request.target));
      return leftBehind(responses.slice(close.length)) ?? wavering(responses.slice(0, close.length));
    },
  };
}

/** A list that once had the rows, or the size of pages, of another request: whether it follows the request before it. */
function followingCases(context: CheckContext, list: KnownList): Case[] {
  const [requests] = ofOtherRequests(context, list)
    .map((odd) => requestedInTurn(context, list, odd))
    .filter(({ length }) => length > 0);
  if (requests === undefined) return [];
  return [
    {
      ...{ operation: list.operation.id, label: 'the rows of another request', depth: 'quick', urgent: true },
      requests,
      judge: (...responses) => leftBehind(responses),
    },
  ];
}

let turn = 0;
/** A server whose rows begin with another one, by as many places as this says for a request. */
const turned = (by: (fresh: string) => number) =>
  broken(sampleServer(), (response, { fresh = '' }) => {
    const body = bodyOf(response);
    const start = by(fresh);
    const items = [...body.items.slice(start), ...body.items.slice(0, start)];
    return response.status === undefined ? { body: { ...body, items } } : undefined;
  });

/** Two machines that take turns: one of them counts a row more where there is a filter. */
function ofTwoMachines(): SampleScenario {
  const server = sampleServer();
  const [operation] = sampleContract().operations;
  if (operation === undefined) throw new Error('the contract has no operation');
  const plain = listRequest(operation);
  const filtered = listRequest(operation, { filter: { field: 'name', predicate: 'notEqual', condition: 'x' } });
  const sent = [plain, filtered, { ...filtered, fresh: 'once more' }, ...closely(filtered)];
  return sent.map((request, n) => {
    const response = server(request);
    const body = bodyOf(response);
    const counted = n % 2 === 1 ? { body: { ...body, totalCount: body.totalCount + 1 } } : response;
    return { ...sampleExchange('list', n, counted), request };
  });
}

/**
 * A server that adds to each request a parameter of the one before for the same list (or for any), or only to the next one, if it has
 * none of its own.
 */
const remembering = (name: string, { isOnce = false, isShared = false } = {}): SampleServer => {
  const last = new Map<string, string>();
  return understanding(sampleServer(), (request) =>
    withQuery(request, (query) => {
      const path = isShared ? '' : (request.target.split('?')[0] ?? '');
      const text = query.get(name) ?? last.get(path);
      const isOwn = query.has(name);
      if (isOnce) last.delete(path);
      if (text === undefined) return;
      if (isOwn || !isOnce) last.set(path, text);
      query.set(name, text);
    }),
  );
};

/**
 * The broken servers return their rows in another order each time, or in one of two; or they serve what the request before left
 * behind: its order, its filter, its size of pages, its page; or one of two machines counts otherwise; or they take every tag of a version for the current one.
 */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    turned(() => (turn += 1) % 5),
    turned((fresh) => (/^again$|closely [24]/.test(fresh) ? 1 : 0)),
    turned((fresh) => (/at once$|closely [24]/.test(fresh) ? 1 : 0)),
    remembering('sortingRules'),
    remembering('queryFilters'),
    remembering('queryFilters', { isOnce: true }),
    remembering('pageSize'),
    remembering('pageSize', { isShared: true }),
    remembering('page'),
    remembering('page', { isShared: true }),
    ofTwoMachines(),
    broken(sampleServer(), (_, { headers }) => ('if-none-match' in headers ? { status: 304, body: '' } : undefined)),
    broken(sampleServer(), (_, { headers }) =>
      'if-modified-since' in headers ? problem(412, 'Precondition Failed') : undefined,
    ),
  ],
};
