import { isDeepStrictEqual } from 'node:util';

import { hash } from './choose.ts';
import type { CompletedExchange, RequestSpec } from './exchange.ts';
import type { Broken, Case, Outcome } from './case.ts';
import type { CheckContext } from './check-context.ts';
import { envelope, knownList, listRequestFor, rowKey, type Row, type KnownList } from './model/known-lists.ts';

/** How often a broken relation is read again before the list counts as changing too fast. */
const ROUNDS = 2;
/** How often in all, with the rereads that decide nothing because a burst sent their requests side by side. */
const MOST_ROUNDS = 6;

/** Most pages that one reading of a list takes. Of a longer list only the first page is read. */
const MOST_PAGES = 4;

/**
 * The result of reading again: not read yet, a list that changed each time, or an outcome that stands because the list was the
 * same right before and right after the responses.
 */
export type Reread =
  | { kind: 'unread'; requests: readonly RequestSpec[] }
  | { kind: 'moved' }
  | { kind: 'settled'; outcome: Outcome; exchange?: number };

/**
 * Confirms that a relation between responses of different moments is broken, and that nobody changed the list meanwhile. A list
 * that can be read whole is read again once: if it shows every row as before, nothing has changed. Otherwise list and responses
 * are read again close together: list, responses, list.
 * @param tag names the check, so that each reads for itself and in one order
 */
export function reread(context: CheckContext, one: Omit<Case, 'depth'>, tag: string): Reread {
  if (one.base === undefined) return { kind: 'moved' };
  const { list } = one.base;
  const first = one.requests.flatMap((request) => context.recorder.find(request) ?? []);
  const shown = first.length === one.requests.length ? one.judge(...first) : undefined;
  if (shown && 'evident' in shown) return settledAs(shown, first);
  const still = stillShown(context, list, Math.max(0, ...first.map(({ n }) => n)));
  if (still.kind === 'unread') return still;
  // A reading belongs to one case: other cases of the check are read at other moments.
  const owner = `${tag} ${hash(0, ...one.requests.map(({ target }) => target)).toString(36)}`;
  if (still.kind === 'same' && first.length === one.requests.length) {
    // The list may have changed and changed back. Then the responses differ when they are read again.
    const again = one.requests.map((request) => ({ ...request, fresh: `${owner} once more` }));
    const responses = again.map((request) => context.recorder.find(request));
    if (!responses.every((response) => response !== undefined)) return { kind: 'unread', requests: again };
    if (isDeepStrictEqual(facts(one.judge(...responses)), facts(shown))) return settledAs(shown, first);
  }
  let moves = 0;
  for (let round = 1; moves < ROUNDS && round <= MOST_ROUNDS; round += 1) {
    const as = (when: string) => (request: RequestSpec) => ({ ...request, fresh: `${owner} again ${round} ${when}` });
    const pages = pagesOf(context, list);
    const requests = [...pages.map(as('before')), ...one.requests.map(as('')), ...pages.map(as('after'))];
    const responses = requests.map((request) => context.recorder.find(request));
    if (!responses.every((response) => response !== undefined)) return { kind: 'unread', requests };
    const before = listFrom(list, responses.slice(0, pages.length));
    const after = listFrom(list, responses.slice(responses.length - pages.length));
    const read = responses.slice(pages.length, responses.length - pages.length);
    const around = [responses.slice(0, pages.length), read, responses.slice(responses.length - pages.length)];
    // A burst sends them side by side: that says nothing of the list.
    if (!inOrder(...around)) continue;
    if (before === null || after === null || !sameRows(before, after)) {
      moves += 1;
      continue;
    }
    // Only a part of a long list is read again. While that part is as before, the rest is assumed to be unchanged.
    const base = !before.complete && showsAsBefore(list, before) ? { ...list, first: before.first } : before;
    const outcome = one.base.judge(base, ...read);
    const settled = settledAs(outcome, read);
    if (base === before || outcome === undefined || 'note' in outcome) return settled;
    if (outcome.counted && hasMoved(context)) return { kind: 'moved' };
    return (outcome.about && rereadRow(context, one, base, outcome.about, as)) ?? settled;
  }
  return moves > 0 ? { kind: 'moved' } : { kind: 'unread', requests: [] };
}

/** An outcome that stands, with the last of the responses that show it. */
function settledAs(outcome: Outcome, responses: readonly CompletedExchange[]): Reread {
  const last = responses.at(-1);
  return { kind: 'settled', outcome, ...(last ? { exchange: last.n } : {}) };
}

/**
 * Whether the responses of each group came after those of the group before. A request that was rejected for the quota is sent again
 * later, when the list may be another one.
 */
export function inOrder(...groups: readonly (readonly Pick<CompletedExchange, 'n'>[])[]): boolean {
  const numbers = groups.map((group) => group.map(({ n }) => n));
  return numbers.slice(1).every((group, i) => Math.max(...(numbers[i] ?? [])) < Math.min(...group));
}

/** What an outcome says, without the exchange. */
const facts = (outcome: Outcome): unknown =>
  outcome === undefined || 'note' in outcome ? undefined : [outcome.want, outcome.got];

/** Most times that a list is read whole to compare it. */
const MOST_LOOKS = 8;

/** Whether a list, read whole after an exchange, shows every row as before. */
function stillShown(
  context: CheckContext,
  list: KnownList,
  responded: number,
): { kind: 'unread'; requests: readonly RequestSpec[] } | { kind: 'same' | 'changed' | 'unknown' } {
  const last = Math.max(1, Math.ceil(list.totalCount / list.operation.maxPageSize));
  if (last > MOST_PAGES) return { kind: 'unknown' };
  const pages = isOnFirst(list) ? [list.first.request] : allPages(context, list, last);
  for (let look = 1; look <= MOST_LOOKS; look += 1) {
    const requests = pages.map((request) => ({ ...request, fresh: `still the same ${look}` }));
    const responses = requests.map((request) => context.recorder.find(request));
    if (!responses.every((response) => response !== undefined)) return { kind: 'unread', requests };
    if (Math.min(...responses.map(({ n }) => n)) < responded) continue;
    const now = listFrom(list, responses);
    return { kind: now?.complete && showsAsBefore(list, now) ? 'same' : 'changed' };
  }
  return { kind: 'unknown' };
}

/** Whether a list is known to have changed during the run: requested again, or read whole once more, it was another one. */
export function hasChanged(context: CheckContext, operation: string): boolean {
  const found = context.contract.operations.find(({ id }) => id === operation);
  const list = found && knownList(context, found);
  return hasMoved(context, operation) || (list ? stillShown(context, list, 0).kind === 'changed' : false);
}

/** Whether a later reading has the same count of rows, and every row as before. */
function showsAsBefore(list: KnownList, now: KnownList): boolean {
  if (list.totalCount !== now.totalCount) return false;
  const known = new Map(list.known.map((row) => [rowKey(row), row]));
  const shown = new Set(now.known.map(rowKey));
  if (now.complete && [...known.keys()].some((key) => !shown.has(key))) return false;
  return now.known.every((row) => {
    const before = known.get(rowKey(row));
    return before === undefined || JSON.stringify(before) === JSON.stringify(row);
  });
}

/**
 * Reads one row of a long list again: the page that showed it, the responses, and that page again. Undefined where no unfiltered
 * page showed the row: then the outcome does not rest on one.
 */
function rereadRow(
  context: CheckContext,
  one: Omit<Case, 'depth'>,
  list: KnownList,
  about: Row,
  as: (when: string) => (request: RequestSpec) => RequestSpec,
): Reread | undefined {
  const key = rowKey(about);
  const known = list.known.find((row) => rowKey(row) === key);
  const page = context.recorder.completed().find(({ response }) => known && envelope(response)?.items.includes(known));
  if (!known || !page || one.base === undefined) return undefined;
  const requests = [
    as('page before')(page.request),
    ...one.requests.map(as('beside its page')),
    as('page after')(page.request),
  ];
  const responses = requests.map((request) => context.recorder.find(request));
  if (!responses.every((response) => response !== undefined)) return { kind: 'unread', requests };
  const [before, after] = [responses.at(0), responses.at(-1)].map(
    (exchange) => exchange && envelope(exchange.response)?.items.find((row) => rowKey(row) === key),
  );
  const read = responses.slice(1, -1);
  if (!before || JSON.stringify(before) !== JSON.stringify(after)) return { kind: 'moved' };
  if (!inOrder(responses.slice(0, 1), read, responses.slice(-1))) return { kind: 'moved' };
  const renewed = { ...list, known: list.known.map((row) => (row === known ? before : row)) };
  const outcome = one.base.judge(renewed, ...read);
  // A breach about another row this time means that others change, too.
  if (outcome && 'about' in outcome && outcome.about && rowKey(outcome.about) !== key) return { kind: 'moved' };
  return settledAs(outcome, read);
}

/**
 * The state of a case that others build on: not requested yet, as predicted, to be read again first (with the requests for that),
 * on a list that changes at each reading, or broken.
 */
export type CaseState =
  | { kind: 'open' }
  | { kind: 'fine' | 'moved' }
  | { kind: 'doubtful'; requests: readonly RequestSpec[] }
  | { kind: 'broken'; outcome: Broken };

/** @param tag names the case's owner, as for `reread` */
export function stateOf(context: CheckContext, one: Omit<Case, 'depth'>, tag: string): CaseState {
  const responses = one.requests.map((request) => context.recorder.find(request));
  if (!responses.every((response) => response !== undefined)) return { kind: 'open' };
  const first = one.judge(...responses);
  if (first === undefined || 'note' in first) return { kind: 'fine' };
  const read = reread(context, one, tag);
  if (read.kind === 'unread') return { kind: 'doubtful', requests: read.requests };
  if (read.kind === 'moved') return { kind: 'moved' };
  const { outcome } = read;
  if (outcome === undefined || 'note' in outcome) return { kind: 'fine' };
  return {
    kind: 'broken',
    outcome: { ...outcome, ...(read.exchange === undefined ? {} : { exchange: read.exchange }) },
  };
}

/** Requests that read a list again: all pages where it is known whole, else its first page. */
function pagesOf(context: CheckContext, list: KnownList): RequestSpec[] {
  const { operation, totalCount, complete, first } = list;
  const last = Math.ceil(totalCount / operation.maxPageSize);
  if (!complete || isOnFirst(list) || last > MOST_PAGES) return [first.request];
  return allPages(context, list, last);
}

/** Whether the list's own page holds it whole: the one without parameters, or the one of a slice. */
const isOnFirst = ({ operation, totalCount, within }: KnownList) =>
  within !== undefined || totalCount <= operation.defaultPageSize;

function allPages(context: CheckContext, { operation }: KnownList, last: number): RequestSpec[] {
  const numbers = Array.from({ length: last }, (_, i) => i + 1);
  return numbers.flatMap((page) => listRequestFor(context, operation, { page, pageSize: operation.maxPageSize }) ?? []);
}

/** The list as these pages show it; null where one of them is no list. */
function listFrom(list: KnownList, pages: readonly CompletedExchange[]): KnownList | null {
  const [first] = pages;
  const lists = pages.map(({ response }) => envelope(response));
  const [page] = lists;
  if (!first || !page || !lists.every((one) => one !== null)) return null;
  const known = [
    ...new Map(lists.flatMap(({ items }) => items.map((row): [string, Row] => [rowKey(row), row]))).values(),
  ];
  const { totalCount } = page;
  const rows = page.items.slice(0, list.operation.maxPageSize);
  return { ...list, first, rows, known, totalCount, complete: known.length >= totalCount };
}

function sameRows(a: KnownList, b: KnownList): boolean {
  return a.totalCount === b.totalCount && JSON.stringify(a.known) === JSON.stringify(b.known);
}

/**
 * Whether a list, read again, was not as it was at first: rows were added, removed or changed during the run.
 * @param operation any list, and any page of it, unless given
 */
export function hasMoved(context: CheckContext, operation?: string): boolean {
  const first = new Map<string, string>();
  for (const { request, response } of context.recorder.completed()) {
    if (request.operation === undefined || request.method !== 'GET') continue;
    if (operation !== undefined && (request.operation !== operation || request.target.includes('?'))) continue;
    const list = envelope(response);
    if (list === null) continue;
    const shown = JSON.stringify([list.totalCount, list.items]);
    const key = JSON.stringify([request.target, request.headers]);
    if ((first.get(key) ?? shown) !== shown) return true;
    first.set(key, shown);
  }
  return false;
}
