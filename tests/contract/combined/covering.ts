import type { CheckContext } from '../../../verifier/check-context.ts';
import type { KnownList } from '../../../verifier/model/known-lists.ts';
import { joined, predictRules } from '../../../verifier/model/rules.ts';
import type { FilterRule, ListQuery, SortRule } from '../../../verifier/requests.ts';
import { sortFields } from '../checks/sorted.ts';
import { groupsOf, type Group } from './groups.ts';
import { partsOf } from './parts.ts';
import type { Query } from './query.ts';

/** Kinds of pages, requested in turn. */
const PAGES = 5;
/** About the rows of a small page. */
const FEW = 7;

/**
 * Queries that cover a list: every filter field with every predicate; every sort field past the first page in one direction (the
 * other one the next night); and pages from its beginning, middle and end. Each request combines as many of them as can be kept
 * apart.
 */
export function coveringQueries(context: CheckContext, list: KnownList): Query[] {
  if (list.rows.length < 2) return [];
  const groups: (Group | undefined)[] = groupsOf(list, partsOf(context, list));
  const fields = sortFields(context, list).map(({ name }) => name);
  const queries: Query[] = [];
  // The turn of the next page, and how many pages so far are past the first, and how many are not.
  let turn = context.seed;
  const sorted = { past: 0, first: 0 };
  // With few rows no page is past the first, however often it is tried.
  const most = groups.length + PAGES * fields.length;
  for (let i = 0; i < groups.length || (sorted.past < fields.length && i < most); i += 1) {
    const group = groups[i];
    const rules = group
      ? joined(
          group.parts.map(({ rule }) => rule),
          group.operator,
        )
      : [];
    const [first, ...more] = rules;
    const rows = rowsTaken(list, rules);
    const page = pageOf(list, rows, rules.length > 0, turn);
    if (rows > 1) turn += group || turn % PAGES !== 1 ? 1 : 2;
    const where = page.page > 1 ? 'past' : 'first';
    // If only orders are left, they are requested past the first page.
    if (!group && where === 'first') continue;
    const sort = sortOf(fields, sorted[where], context.seed + (where === 'past' ? 0 : 1));
    sorted[where] += 1;
    const query: ListQuery = {
      ...stated(list, page, i),
      ...(first ? { filter: more.length > 0 ? rules : first } : {}),
      ...(sort ? { sort } : {}),
    };
    queries.push({ query, depth: 'quick', parts: group?.parts ?? [] });
  }
  return queries;
}

/**
 * The parameters that say which page it is, as clients write them: a page or size that is the default may be left out, and they
 * come in either order.
 */
function stated(
  { operation }: KnownList,
  { page, pageSize }: { page: number; pageSize: number },
  i: number,
): ListQuery {
  const bare = pageSize === operation.defaultPageSize;
  return {
    ...(page === 1 && i % 2 === 1 ? {} : { page }),
    ...(bare && i % 4 > 1 ? {} : { pageSize }),
    ...(i % 3 === 1 ? { reversed: true } : {}),
  };
}

/**
 * Each field once in one direction. Where there are more requests than fields, the second round uses the other direction, and
 * every third request has a second rule.
 */
function sortOf(fields: readonly string[], i: number, seed: number): SortRule | SortRule[] | undefined {
  const field = fields[i % Math.max(1, fields.length)];
  if (field === undefined) return undefined;
  const round = Math.floor(i / fields.length);
  const up = (seed + (i % fields.length) + round) % 2 === 0;
  const rule: SortRule = { field, direction: up ? 'asc' : 'desc' };
  const second = fields[(i + 1 + round + (seed % fields.length)) % fields.length];
  if (i % 3 !== 1 || second === undefined || second === field) return rule;
  return [rule, { field: second, direction: up ? 'desc' : 'asc' }];
}

/** Rows of the list that rules take, as far as they are known. */
function rowsTaken({ operation, known, totalCount }: KnownList, rules: readonly FilterRule[]): number {
  if (rules.length === 0) return totalCount;
  return known.filter((row) => predictRules(operation, row, rules) === 'yes').length;
}

/**
 * A page of so many rows: mostly past the first (the second half, a part of the middle, a few rows, the end), else all rows; for
 * a long list, pages that show many rows.
 */
function pageOf(list: KnownList, rows: number, isFiltered: boolean, turn: number): { page: number; pageSize: number } {
  const { operation, totalCount, complete } = list;
  const most = operation.maxPageSize;
  const cut = (page: number, share: number) => ({
    page,
    pageSize: Math.min(most, Math.max(1, Math.ceil(rows * share))),
  });
  if (rows < 2) return { page: 1, pageSize: most };
  // Where a list is not known whole, only a page that holds all matching rows shows a missing one.
  const share = list.rows.length / totalCount;
  if (!complete && isFiltered && rows / share <= most && turn % 3 !== 2) return { page: 1, pageSize: most };
  const few = { page: 2, pageSize: Math.min(FEW + (turn % 3), Math.ceil(rows / 2)) };
  if (!complete && rows > most)
    return turn % 5 === 2 ? few : { page: 1 + ((turn + 1) % 3), pageSize: Math.min(most, 60 + (turn % 7) * 6) };
  return [cut(2, 0.55), cut(2, 0.4), few, cut(3, 0.4), { page: 1, pageSize: most }][turn % PAGES] ?? few;
}
