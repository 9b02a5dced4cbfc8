import type { CheckContext } from '../../../verifier/check-context.ts';
import type { KnownList, Row } from '../../../verifier/model/known-lists.ts';
import { joined, predictRules } from '../../../verifier/model/rules.ts';
import type { OrderRule } from '../../../verifier/model/order.ts';
import type { FilterRule, ListQuery } from '../../../verifier/requests.ts';
import { sortFields } from '../checks/sorted.ts';
import { groupsAhead } from './groups-ahead.ts';
import { fitsOnPage, groupsOf, type Group } from './groups.ts';
import type { PageOfRows } from './order-choice.ts';
import { OrderPlan } from './order-plan.ts';
import { pairQueries } from './pairs.ts';
import { partsOf } from './parts.ts';
import type { Query } from './query.ts';
import { sliceGroups } from './slice-groups.ts';

/** Kinds of pages, requested in turn. */
const PAGES = 5;
/** One query in so many has a second sorting rule, and a third where rows tie in both; of a quick run each. */
const ONE_IN = 3;
/** About the rows of a small page. */
const FEW = 7;

/**
 * Queries that cover a list: every filter field with every predicate; every sort field past the first page in one direction (the
 * other one the next night); and pages from its beginning, middle and end. Each request combines as many of them as can be kept
 * apart.
 */
export function coveringQueries(context: CheckContext, list: KnownList): Query[] {
  return list.rows.length < 2 ? [] : queriesOf(context, list, groupsOf(list, partsOf(context, list)), true);
}

/** The few of them that a quick run sends before requests of single clauses. */
export function queriesAhead(context: CheckContext, list: KnownList): Query[] {
  if (list.rows.length < 2) return [];
  return queriesOf(context, list, groupsAhead(context, list, groupsOf(list, partsOf(context, list))), false);
}

/** Of a list that is not known whole, the queries whose rows fit on a page; at `full` filters in twos, too. */
export function fittingQueries(context: CheckContext, list: KnownList): Query[] {
  const groups = groupsOf(list, partsOf(context, list)).filter((group) => fitsOnPage(list, group));
  return [...queriesOf(context, list, groups, false), ...pairQueries(context, list)];
}

/** The queries of such a list for a slice of it, whose every order and page can be predicted. */
export function sliceQueries(context: CheckContext, list: KnownList, slice: KnownList): Query[] {
  return queriesOf(context, slice, sliceGroups(context, list, slice), true);
}

/** @param everyOrder whether fields that are not sorted by yet get queries without a filter */
function queriesOf(context: CheckContext, list: KnownList, groups: readonly Group[], everyOrder: boolean): Query[] {
  const fields = sortFields(context, list);
  const within = list.within ?? [];
  const queries: Query[] = [];
  let turn = context.seed;
  const orders = (seed: number) => new OrderPlan(fields, seed, context.depth === 'quick' ? 1 : ONE_IN);
  const past = orders(context.seed);
  // A quick run sends so few of them that no field comes twice.
  const plans = { past, first: context.depth === 'quick' ? past : orders(context.seed + 1) };
  // With few rows no page is past the first, however often it is tried.
  const most = groups.length + PAGES * fields.length;
  for (let i = 0; i < groups.length || (everyOrder && plans.past.isOpen && i < most); i += 1) {
    const group: Group | undefined = groups[i];
    const rules = group
      ? joined(
          group.parts.map(({ rule }) => rule),
          group.operator,
        )
      : [];
    const rows = rowsTaken(list, rules);
    const count = countOf(list, rules, rows);
    const page = group
      ? pageOf(list, count, rules.length > 0, turn)
      : showingMost(plans.past, list, (kind) => pageOf(list, count, false, turn + kind));
    if (rows.length > 1) turn += group || turn % PAGES !== 1 ? 1 : 2;
    const where = page.page > 1 ? 'past' : 'first';
    // If only orders are left, they are requested past the first page.
    if (!group && where === 'first') continue;
    const sort = plans[where].next({ all: list.known, rows, ...page });
    const [first, ...more] = within.length > 0 ? joined([...within, ...rules], 'and') : rules;
    const query: ListQuery = {
      ...stated(list, page, i),
      ...(first ? { filter: more.length > 0 ? [first, ...more] : first } : {}),
      ...sorted(sort),
    };
    queries.push({ query, depth: 'quick', parts: group?.parts ?? [] });
  }
  return queries;
}

type Place = Pick<PageOfRows, 'page' | 'pageSize'>;

/** Of the kinds of pages of a whole list, the one past the first that shows most of the orders that are due. */
function showingMost(orders: OrderPlan, { known }: KnownList, pageOf: (kind: number) => Place): Place {
  const worth = (place: Place) => orders.worth({ all: known, rows: known, ...place });
  const places = Array.from({ length: PAGES }, (_, kind) => pageOf(kind));
  const past = places.filter(({ page }) => page > 1).map((place) => ({ place, worth: worth(place) }));
  const [best] = past.sort((a, b) => b.worth - a.worth);
  return best?.place ?? pageOf(0);
}

/** Orders as a query carries them: one as an object, several as an array. */
function sorted(rules: readonly OrderRule[]): Pick<ListQuery, 'sort'> {
  const texts = rules.map(({ field, direction }) => ({ field: field.name, direction }));
  const [first] = texts;
  return first ? { sort: texts.length > 1 ? texts : first } : {};
}

/**
 * The parameters that say which page it is, as clients write them: a page or size that is the default may be left out, they
 * come in either order, and so do the fields of a rule.
 */
function stated({ operation }: KnownList, { page, pageSize }: Place, i: number): ListQuery {
  const bare = pageSize === operation.defaultPageSize;
  return {
    ...(page === 1 && i % 2 === 1 ? {} : { page }),
    ...(bare && i % 4 > 1 ? {} : { pageSize }),
    ...(i % 3 === 1 ? { reversed: true } : {}),
    ...(i % 5 === 3 ? { fieldsReversed: true } : {}),
  };
}

/** Rows of the list that rules take, as far as they are known. */
function rowsTaken({ operation, known }: KnownList, rules: readonly FilterRule[]): readonly Row[] {
  return rules.length === 0 ? known : known.filter((row) => predictRules(operation, row, rules) === 'yes');
}

/** How many rows a query takes: without a filter the whole list, of which not all may be known. */
const countOf = ({ totalCount }: KnownList, rules: readonly FilterRule[], rows: readonly Row[]) =>
  rules.length === 0 ? totalCount : rows.length;

/**
 * A page of so many rows: mostly past the first (the second half, a part of the middle, a few rows, the end), else all rows; for
 * a long list, pages that show many rows.
 */
function pageOf(list: KnownList, rows: number, isFiltered: boolean, turn: number): Place {
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
  // The last fifth, or the last row or two.
  const end =
    turn % 2 === 0 || rows < 5 ? cut(3, 0.4) : { page: 3, pageSize: Math.min(most, Math.floor((rows - 1) / 2)) };
  return [cut(2, 0.55), cut(2, 0.4), few, end, { page: 1, pageSize: most }][turn % PAGES] ?? few;
}
