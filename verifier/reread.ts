import { hash } from './choose.ts';
import type { CompletedExchange, RequestSpec } from './exchange.ts';
import type { Broken, Case, Outcome } from './case.ts';
import type { CheckContext } from './check-context.ts';
import { envelope, listRequestFor, rowKey, type Row, type KnownList } from './model/known-lists.ts';

/** How often a broken relation is read again before the list is said to change too fast. */
const ROUNDS = 2;

/** Most pages that one reading of a list takes; of a longer one its first page stands for it. */
const MOST_PAGES = 4;

/**
 * What reading again showed: nothing yet, a list that changed each time, or an outcome that stands because the list was
 * the same right before and right after the responses.
 */
export type Reread =
  | { kind: 'unread'; requests: readonly RequestSpec[] }
  | { kind: 'moved' }
  | { kind: 'settled'; outcome: Outcome; exchange?: number };

/**
 * Reads again what a relation between answers of different moments was predicted from, and the answers, close together:
 * list, answers, list. Rows that somebody added, removed or changed meanwhile are no defect of the server.
 * @param tag names the check, so that each reads for itself and in one order
 */
export function reread(context: CheckContext, one: Omit<Case, 'depth'>, tag: string): Reread {
  if (one.base === undefined) return { kind: 'moved' };
  const { list } = one.base;
  // A reading is of one case: what another case of the check read lies at another moment.
  const owner = `${tag} ${hash(0, ...one.requests.map(({ target }) => target)).toString(36)}`;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const as = (when: string) => (request: RequestSpec) => ({ ...request, fresh: `${owner} again ${round} ${when}` });
    const pages = pagesOf(context, list);
    const requests = [...pages.map(as('before')), ...one.requests.map(as('')), ...pages.map(as('after'))];
    const responses = requests.map((request) => context.recorder.find(request));
    if (!responses.every((response) => response !== undefined)) return { kind: 'unread', requests };
    const before = listFrom(list, responses.slice(0, pages.length));
    const after = listFrom(list, responses.slice(responses.length - pages.length));
    if (before === null || after === null || !sameRows(before, after)) continue;
    const read = responses.slice(pages.length, responses.length - pages.length);
    const outcome = one.base.judge(before, ...read);
    return { kind: 'settled', outcome, ...(read.at(-1) ? { exchange: read.at(-1)!.n } : {}) };
  }
  return { kind: 'moved' };
}

/**
 * What is known of a case that others build on: not asked yet, as predicted, to be read again first (with the requests
 * for that), another list at each reading, or broken.
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

/** Requests that read a list as far as it is known: its first page, or all of its pages where all are known. */
function pagesOf(context: CheckContext, list: KnownList): RequestSpec[] {
  const { operation, totalCount, complete, first } = list;
  const last = Math.ceil(totalCount / operation.maxPageSize);
  if (!complete || last < 2 || last > MOST_PAGES) return [first.request];
  const numbers = Array.from({ length: last }, (_, i) => i + 1);
  return numbers.flatMap((page) => listRequestFor(context, operation, { page, pageSize: operation.maxPageSize }) ?? []);
}

/** The list as these pages show it; null where one of them is none. */
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

/** Whether a list, read again, was not what it had been at first: rows were added, removed or changed during the run. */
export function hasMoved(context: CheckContext, operation: string): boolean {
  const first = new Map<string, string>();
  for (const { request, response } of context.recorder.completed()) {
    if (request.operation !== operation || request.target.includes('?') || request.method !== 'GET') continue;
    const list = envelope(response);
    if (list === null) continue;
    const shown = JSON.stringify([list.totalCount, list.items]);
    const key = JSON.stringify([request.target, request.headers]);
    if ((first.get(key) ?? shown) !== shown) return true;
    first.set(key, shown);
  }
  return false;
}
