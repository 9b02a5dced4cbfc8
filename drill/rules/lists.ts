import type { Contract, Operation } from '../../spec/contract.ts';
import type { ClientRun } from './evidence.ts';
import { pageOf, type Page, type SentRequest } from './requests.ts';
import { listOf, numberIn, parametersOf } from './query.ts';

/** A request for a page that was served. */
export interface PageRead {
  readonly request: SentRequest;
  /** The requested page: 1 and the largest size unless the request says otherwise. */
  readonly page: number;
  readonly size: number;
  readonly served: Page;
}

/** All pages of one list (with the same filters and order) that a run of the client was served. */
export interface ListRead {
  readonly run: ClientRun;
  readonly operation: Operation;
  readonly pages: readonly PageRead[];
  /** What the last response says. */
  readonly totalCount: number;
  /** Distinct rows that came. */
  readonly rows: number;
}

const PAGING = ['page', 'pageSize'];

/** How many different places of the list the pages cover. */
function covered(pages: readonly PageRead[]): number {
  const spans = pages
    .map(({ served }) => ({ from: (served.page - 1) * served.pageSize, rows: served.rows }))
    .sort((a, b) => a.from - b.from);
  let [sum, end] = [0, 0];
  for (const { from, rows } of spans) {
    sum += Math.max(0, from + rows - Math.max(from, end));
    end = Math.max(end, from + rows);
  }
  return sum;
}

/** The lists that a run read, in the order of their first request. */
export function listReads(run: ClientRun, contract: Contract): ListRead[] {
  const groups = new Map<string, { operation: Operation; pages: PageRead[] }>();
  for (const request of run.requests) {
    const [operation, served] = [listOf(request, contract), pageOf(request)];
    if (!operation || !served || request.method !== 'GET') continue;
    const others = parametersOf(request).filter(({ name }) => !PAGING.includes(name));
    const texts = others.map(({ name, value }) => `${name}=${value}`).sort();
    const name = `${request.path} ${texts.join('&')}`;
    const [page = 1, size = operation.defaultPageSize] = [numberIn(request, 'page'), numberIn(request, 'pageSize')];
    const group = groups.get(name) ?? { operation, pages: [] };
    group.pages.push({ request, page, size, served });
    groups.set(name, group);
  }
  return [...groups.values()].map(({ operation, pages }) => {
    const totalCount = pages.at(-1)?.served.totalCount ?? 0;
    return { run, operation, pages, totalCount, rows: covered(pages) };
  });
}

/** Whether more than the first page was requested. */
export const isPaged = ({ pages }: ListRead): boolean => pages.some(({ page }) => page > 1);

/** Whether every row came. */
export const isWhole = ({ rows, totalCount }: ListRead): boolean => rows >= totalCount;

/** Whether it only counts the rows, or tests that the API is up: nobody takes one row for the list. */
export const isPeek = ({ pages }: ListRead): boolean => pages.every(({ size }) => size <= 1);

/** The list in its run, whatever its filters. */
export const listName = ({ run, operation }: ListRead): string => `${run.scenario.id} ${operation.id}`;
