import type { Match } from '../../../verifier/model/filter.ts';
import type { KnownList } from '../../../verifier/model/known-lists.ts';
import { joined, predictRules } from '../../../verifier/model/rules.ts';
import { fitTogether } from '../checks/filtered.ts';
import type { Part } from './part.ts';

/** Most rules in one request. */
const MOST_TOGETHER = 8;

/** Parts that one request carries, joined by one operator. */
export interface Group {
  operator: 'and' | 'or';
  parts: readonly Part[];
}

/** A part with what it does to each row known. */
interface Column {
  part: Part;
  matches: readonly Match[];
  /** Rows by which a failure shows. */
  shows: readonly boolean[];
  /** Rows that the part must leave out, one of which has to show; empty where it tempts nobody. */
  tempting: readonly number[];
}

/**
 * Puts parts into groups in which each part's failure shows: joined by `or`, each takes a row that no other takes; joined by
 * `and`, each leaves out a row that no other leaves out.
 */
export function groupsOf(list: KnownList, parts: readonly Part[]): Group[] {
  // The more rows are known, the more parts can be told apart.
  const rows = list.complete ? list.known : list.rows;
  const columns = parts.map((part): Column => {
    const matches = rows.map((row) => predictRules(list.operation, row, [part.rule]));
    const own = part.kind === 'unequal' ? 'no' : 'yes';
    const tempting = rows.flatMap((row, r) => (matches[r] === 'no' && part.tempts?.(row) ? [r] : []));
    return { part, matches, shows: rows.map((row, r) => part.shows?.(row) ?? matches[r] === own), tempting };
  });
  // A server that rewrites odd characters is told apart from one that joins rules wrongly.
  const odd = columns.filter(({ part }) => part.kind === 'odd');
  const takes = columns.filter(({ part }) => part.kind !== 'unequal' && part.kind !== 'odd');
  const leaves = columns.filter(({ part }) => part.kind === 'unequal');
  // Where a list is not known whole, the rows that a group takes must fit on a page, so that a missing one shows.
  const most = mostOf(list);
  return [...groupedBy('or', takes, most), ...groupedBy('and', leaves, Infinity), ...groupedBy('or', odd, most)];
}

/** Rows of the first page that a group may take if what it takes of the whole list shall fit on a page. */
const mostOf = ({ complete, operation, rows, totalCount }: KnownList) =>
  complete ? Infinity : (operation.maxPageSize * rows.length) / totalCount;

/** Whether the rows that a group takes probably fit on a page. */
export function fitsOnPage(list: KnownList, { operator, parts }: Group): boolean {
  const rules = joined(
    parts.map(({ rule }) => rule),
    operator,
  );
  return list.rows.filter((row) => predictRules(list.operation, row, rules) !== 'no').length <= mostOf(list);
}

/** @param most rows of the first page that a group may take */
function groupedBy(operator: Group['operator'], columns: readonly Column[], most: number): Group[] {
  const groups: Column[][] = [];
  for (const column of columns) {
    const fits = groups.find(
      (group) =>
        group.length < MOST_TOGETHER &&
        fitTogether([...group, column].map(({ part }) => part.rule)) &&
        taken([...group, column]) <= most &&
        telling(operator, [...group, column]),
    );
    if (fits) fits.push(column);
    else groups.push([column]);
  }
  return groups.map((group) => ({ operator, parts: group.map(({ part }) => part) }));
}

/** Places of the rows known. */
const placesOf = ([first]: readonly Column[]): number[] => first?.matches.map((_, r) => r) ?? [];

/** How many rows known at least one of the columns takes. */
const taken = (columns: readonly Column[]): number =>
  placesOf(columns).filter((r) => columns.some(({ matches }) => matches[r] !== 'no')).length;

/** Whether the failure of any column would show in the rows that the group takes. */
function telling(operator: Group['operator'], columns: readonly Column[]): boolean {
  const rest = operator === 'or' ? 'no' : 'yes';
  const places = placesOf(columns);
  const others = (r: number, except: Column) => columns.every((one) => one === except || one.matches[r] === rest);
  if (!places.some((r) => columns.every(({ matches }) => matches[r] === rest))) return false;
  const isTold = (column: Column) => places.some((r) => column.shows[r] && others(r, column));
  const isTempting = (column: Column) => column.tempting.length === 0 || column.tempting.some((r) => others(r, column));
  return columns.every((column) => isTold(column) && isTempting(column));
}
