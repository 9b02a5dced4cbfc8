import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { CompletedExchange, RequestSpec } from '../../../verifier/exchange.ts';
import { envelope, knownList, rowKey, type KnownList } from '../../../verifier/model/known-lists.ts';
import { readListRequest } from '../../../verifier/model/list-request.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { equalRule, withoutDates } from './conditions.ts';
import { filterRequest } from './filtered.ts';
import { cut, type Cut } from './pages.ts';
import { early, operationsOf } from './rotate.ts';
import { everyPage } from '../combined/cases.ts';
import { recordedLists } from '../combined/recorded-lists.ts';

/** PAG-05: `totalCount` counts all rows that match the filter; page and page size do not change it. */
export const pag05 = caseCheck('PAG-05', function* (context) {
  let nth = 0;
  for (const operation of operationsOf(context)) {
    const list = knownList(context, operation);
    const pages = cut(context, operation);
    for (const [i, request] of pages?.requests.entries() ?? []) {
      if (!pages) continue;
      const where = `on page ${pages.pages[i]} of ${pages.pageSize} as on the first`;
      yield listCase(pages.list, { label: where, depth: 'standard', requests: [request] }, ({ totalCount }, exchange) =>
        totals(`totalCount ${totalCount} ${where}`, totalCount, exchange),
      );
    }
    if (pages)
      yield listCase(pages.list, { label: 'end', depth: 'standard', requests: pages.requests }, (base, ...responses) =>
        endsElsewhere(base, pages, responses),
      );
    const end = list && otherEnd(context, list);
    if (end)
      yield listCase(
        list,
        { label: 'two ends', depth: 'quick', requests: [list.first.request, end] },
        (base, ...both) => endsAlike(base, both),
      );
    const filtered = list && filteredCase(context, list);
    if (filtered) yield { ...filtered, depth: (nth += 1) === 1 ? early(context) : nth < 5 ? 'standard' : 'full' };
  }
  yield* everyPage(context, 'PAG-05');
});

function totals(want: string, total: number, exchange: CompletedExchange | undefined): Outcome {
  const got = exchange && envelope(exchange.response)?.totalCount;
  if (got === undefined) return { note: `status ${exchange?.response.status}: no totalCount to judge` };
  return got === total ? undefined : { want, got: String(got), pointer: '/totalCount' };
}

/**
 * Compares where the pages of a list end with its total: full pages, then one that is not full, or rows beyond the total. It
 * exposes a total that is capped, estimated, outdated, or counts another provider's rows.
 */
function endsElsewhere(list: KnownList, { pages, pageSize }: Cut, responses: readonly CompletedExchange[]): Outcome {
  const lists = responses.map(({ response }) => envelope(response));
  if (!lists.every((one) => one !== null)) return { note: 'no list was served' };
  const keys = lists.flatMap(({ items }) => items.map(rowKey));
  // PAG-02 judges pages that repeat rows.
  if (new Set(keys).size < keys.length) return undefined;
  const end = lists.findIndex(({ items }) => items.length < pageSize);
  const at = end < 0 ? lists.length - 1 : end;
  const [page, count] = [pages[at]!, lists[at]!.items.length];
  const rest = lists.slice(at + 1);
  // An empty page may also be one that was dropped (PAG-03).
  if (count === 0 || lists.slice(0, at).some(({ items }) => items.length !== pageSize)) return undefined;
  if (rest.some(({ items }) => items.length > 0)) return undefined;
  if (rest.length === 0 && pages.length > 1 && page !== Math.ceil(list.totalCount / pageSize)) return undefined;
  const rows = (page - 1) * pageSize + count;
  if (rows === list.totalCount || (count === pageSize && rows < list.totalCount)) return undefined;
  const least = count === pageSize ? 'at least ' : '';
  return {
    want: `totalCount ${least}${rows}, by ${count} rows on page ${page} of ${pageSize}`,
    got: String(list.totalCount),
    pointer: '/totalCount',
  };
}

/** A page past the first with which the list ends, requested by any check: whatever its order, without a filter. */
function otherEnd({ recorder }: CheckContext, list: KnownList): RequestSpec | undefined {
  if (list.rows.length === 0 || list.rows.length >= list.operation.defaultPageSize) return undefined;
  for (const request of recordedLists(recorder, list.first.request.target)) {
    const requested = readListRequest(list.operation, request);
    const found = recorder.find(request);
    const page = found && envelope(found.response);
    if (!requested || !page || requested.filters.length > 0 || requested.page < 2) continue;
    if (page.items.length > 0 && page.items.length < requested.pageSize) return request;
  }
  return undefined;
}

/**
 * Compares the total with where the list ends on its one page and on a page past the first: where these agree, no page lost a row, and
 * the total is wrong.
 */
function endsAlike({ operation, totalCount }: KnownList, [whole, last]: readonly CompletedExchange[]): Outcome {
  const requested = last && readListRequest(operation, last.request);
  const [one, other] = [whole, last].map((exchange) => exchange && envelope(exchange.response));
  if (!requested || !one || !other || one.items.length >= operation.defaultPageSize) return undefined;
  const rows = one.items.length;
  if (rows === totalCount || (requested.page - 1) * requested.pageSize + other.items.length !== rows) return undefined;
  const want = `totalCount ${rows}, by ${rows} rows on one page and ${other.items.length} on page ${requested.page} of ${requested.pageSize}`;
  return { want, got: String(totalCount), pointer: '/totalCount' };
}

/** A filter that leaves rows out, in two page sizes: the total counts the filtered rows and does not depend on the page. */
function filteredCase(context: CheckContext, list: KnownList): Omit<Case, 'depth'> | null {
  const rule = withoutDates(list).flatMap((field) => equalRule(context, field, list) ?? [])[0];
  const requests = rule
    ? [{}, { page: 2, pageSize: 1 }].flatMap((query) => filterRequest(context, list.operation, [rule], query) ?? [])
    : [];
  if (!rule || requests.length < 2) return null;
  return listCase(list, { label: 'filtered', requests }, (_, all, second) => {
    const [one, two] = [all && envelope(all.response), second && envelope(second.response)];
    if (!one || !two) return { note: 'no list was served' };
    const means = `totalCount of the rows whose ${rule.field} equals ${JSON.stringify(rule.condition)}`;
    if (one.items.length < list.operation.maxPageSize && one.totalCount !== one.items.length)
      return {
        // The responses do not show which of the two is right.
        want: `${means} and the rows of its one page to agree`,
        got: `totalCount ${one.totalCount} and ${one.items.length} rows`,
        pointer: '/totalCount',
        ...(all ? { exchange: all.n } : {}),
      };
    if (one.totalCount === two.totalCount) return undefined;
    return {
      want: `${means}, the same on page 2 of 1: ${one.totalCount}`,
      got: String(two.totalCount),
      pointer: '/totalCount',
      counted: true,
    };
  });
}

/** The broken server counts the rows of the page. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (response) => {
      const body = bodyOf(response);
      return response.status === undefined ? { body: { ...body, totalCount: body.items.length } } : undefined;
    }),
    // A total that is capped.
    broken(sampleServer(130), (response) => {
      const body = bodyOf(response);
      return response.status === undefined
        ? { body: { ...body, totalCount: Math.min(50, body.totalCount) } }
        : undefined;
    }),
    // One row too many.
    broken(sampleServer(45), (response) => {
      const body = bodyOf(response);
      return response.status === undefined ? { body: { ...body, totalCount: body.totalCount + 1 } } : undefined;
    }),
    // A total that counts another provider's rows.
    broken(sampleServer(8), (response) => {
      const body = bodyOf(response);
      return response.status === undefined ? { body: { ...body, totalCount: body.totalCount + 9 } } : undefined;
    }),
  ],
};
