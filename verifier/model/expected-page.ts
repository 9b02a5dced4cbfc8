import { rowKey, rowName, type Envelope, type KnownList, type Row } from './known-lists.ts';
import type { Deviation } from './deviation.ts';
import type { ListRequest } from './list-request.ts';
import { disorder, groupsInOrder, unknownOrder } from './order.ts';
import { otherRow } from './other-row.ts';
import { misplaced } from './places.ts';
import { inWords, predictRules } from './rules.ts';
import type { Match } from './filter.ts';

interface Kept {
  readonly known: readonly Row[];
  /** The dates that were known to be stored finer than shown: a search that tells it may come after the page. */
  readonly finer: string;
  readonly found: readonly Deviation[];
}

const kept = new WeakMap<Envelope['items'], Kept>();

/**
 * Where a page deviates from what the known rows of the list predict: row by row, field by field, place by place. Only the first
 * deviation of each part. Where the whole list is not known, only what the known rows decide is judged.
 */
export function deviations(list: KnownList, requested: ListRequest, page: Envelope): readonly Deviation[] {
  const before = kept.get(page.items);
  const finer = [...list.steps.keys()].join();
  if (before?.known === list.known && before.finer === finer) return before.found;
  const found = [...compare(list, requested, page)];
  kept.set(page.items, { known: list.known, finer, found });
  return found;
}

/** So many rows do not stand where the other direction puts them by chance. */
const MANY = 2;

function* compare(list: KnownList, requested: ListRequest, page: Envelope): Iterable<Deviation> {
  const { filters, within, sorts } = requested;
  const all = [...within, ...filters];
  const match = (row: Row): Match => (all.length === 0 ? 'yes' : predictRules(list.operation, row, all, list.steps));
  const { known } = list;
  const sure = known.filter((row) => match(row) === 'yes');
  const possible = known.filter((row) => match(row) !== 'no');
  const row = otherRow(list, page);
  if (row) yield row;
  const wrong = filteredOut(page, match, requested) ?? missingRow(list, page, sure, requested);
  if (wrong) yield wrong;
  const twice = repeated(list, page, requested);
  if (twice) yield twice;
  const counts = [...countedWrong(list, requested, page, sure.length, possible.length, wrong !== undefined)];
  yield* counts;
  if (sorts.length === 0) return;
  const order = disorder(page.items, sorts);
  // The rows may be in an order of the server's own that is not among the known ones.
  if (order && mayBeInOrder(page.items, sorts)) return;
  if (order) {
    const got = `${order.before} before ${order.after} (rows ${order.at} and ${order.at + 1})`;
    const rule = disorder(page.items, sorts.slice(0, 1)) ? 0 : 1;
    yield { part: 'order', want: `rows in the order of ${orderInWords(requested)}`, got, rule, evident: true };
    return;
  }
  if (!list.complete || wrong || twice || counts.length > 0) return;
  const offset = (requested.page - 1) * requested.pageSize;
  // The total says which of the rows that a filter may take are in the list, where it takes all of them, or none.
  const at = (rules: typeof sorts) =>
    misplaced(
      known,
      page.totalCount === possible.length ? possible : sure,
      page.totalCount === sure.length ? sure : possible,
      page.items,
      offset,
      rules,
    );
  const place = at(sorts);
  if (!place) return;
  const where =
    place.from === place.to ? `at place ${place.from}` : `at one of the places ${place.from} to ${place.to}`;
  // A page of equal values is in order either way: where the other way puts its rows, the direction is wrong.
  const reversed = sorts.map(
    ({ field, direction }) => ({ field, direction: direction === 'asc' ? 'desc' : 'asc' }) as const,
  );
  const isReversed = page.items.length > MANY && at(reversed) === null;
  yield {
    ...(isReversed ? { part: 'order', rule: 0 } : { part: 'place' }),
    want: `${rowName(page.items[place.at] ?? {})} ${where} in the order of ${orderInWords(requested)}`,
    got: `at place ${offset + place.at + 1}${isReversed ? ', as in the other direction' : ''}`,
    pointer: `/items/${place.at}`,
    counted: true,
  };
}

/** Whether rows that are in no known order may be in one that the server defines: by the first rule, or by each of several. */
function mayBeInOrder(rows: readonly Row[], sorts: ListRequest['sorts']): boolean {
  const [first, ...others] = sorts;
  if (first && disorder(rows, [first]) !== null && unknownOrder(rows, first)) return true;
  return others.length > 0 && groupsInOrder(rows, sorts);
}

function filteredOut(
  page: Envelope,
  match: (row: Row) => Match,
  { filters, within }: ListRequest,
): Deviation | undefined {
  const i = page.items.findIndex((row) => match(row) === 'no');
  const row = page.items[i];
  return (
    row && {
      part: 'filter',
      want: inWords([...within, ...filters]),
      got: `${rowName(row)} as well`,
      pointer: `/items/${i}`,
      evident: true,
    }
  );
}

/** A row that comes twice on the page although it is once in the list. */
function repeated(list: KnownList, { items }: Envelope, requested: ListRequest): Deviation | undefined {
  const at = secondOf(items.map(rowKey));
  const row = items[at];
  if (!row || secondOf(list.rows.map(rowKey)) >= 0) return undefined;
  return {
    part: 'twice',
    want: `every row once (${rowsInWords(list, requested)})`,
    got: `${rowName(row)} twice`,
    pointer: `/items/${at}`,
  };
}

/** The index of the first repeated key; -1 where there is none. */
function secondOf(keys: readonly string[]): number {
  const before = new Set<string>();
  return keys.findIndex((key) => before.has(key) || !before.add(key));
}

/** A row that is certainly part of the list and missing from a page that holds all of it. */
function missingRow(
  list: KnownList,
  page: Envelope,
  sure: readonly Row[],
  requested: ListRequest,
): Deviation | undefined {
  if (requested.page > 1 || page.items.length < page.totalCount || page.items.length >= requested.pageSize)
    return undefined;
  const keys = new Set(page.items.map(rowKey));
  const missing = sure.find((row) => !keys.has(rowKey(row)));
  if (!missing) return undefined;
  const part = requested.filters.length > 0 ? 'filter' : 'lost';
  return {
    part,
    want: rowsInWords(list, requested),
    got: `${rowName(missing)} missing`,
    pointer: '/items',
    about: missing,
  };
}

function* countedWrong(
  list: KnownList,
  requested: ListRequest,
  { items, totalCount }: Envelope,
  sure: number,
  possible: number,
  filteredWrong: boolean,
): Iterable<Deviation> {
  const { filters, page, pageSize } = requested;
  const onPage = (total: number) => Math.max(0, Math.min(pageSize, total - (page - 1) * pageSize));
  const most = list.complete ? possible : filters.length === 0 ? list.totalCount : Infinity;
  const least = filters.length === 0 ? list.totalCount : sure;
  const own = onPage(totalCount);
  if (totalCount < least || totalCount > most) {
    if (filteredWrong) return;
    // A page whose length matches its own total shows another list of rows; otherwise only the total is wrong.
    const consistent = items.length === own && items.length < pageSize;
    const part = filters.length > 0 && consistent ? 'filter' : 'total';
    const range = least === most ? String(least) : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
    yield {
      part,
      want: `totalCount ${range} (${rowsInWords(list, requested)})`,
      got: String(totalCount),
      pointer: '/totalCount',
      ...(filters.length > 0 && { counted: true }),
    };
    if (items.length >= onPage(least) && items.length <= onPage(Math.min(most, 1e9))) return;
    if (consistent) return;
  }
  if (items.length === own) return;
  // A first page that is not full ends the list: if it holds all known rows, its total is wrong.
  if (
    page === 1 &&
    items.length > 0 &&
    items.length < Math.min(pageSize, totalCount) &&
    items.length >= sure &&
    items.length >= least
  ) {
    yield {
      part: 'total',
      want: `totalCount ${items.length}, all rows of a page of ${pageSize} (${rowsInWords(list, requested)})`,
      got: String(totalCount),
      pointer: '/totalCount',
    };
    return;
  }
  const shown = (page - 1) * pageSize + items.length;
  const keys = new Set(list.known.map(rowKey));
  // Rows beyond the total that no other page showed: it is capped, or outdated.
  if (items.length > own && items.length <= pageSize && items.some((row) => !keys.has(rowKey(row)))) {
    const rows = `${items.length} rows on page ${page} of ${pageSize}`;
    yield {
      part: 'total',
      want: `totalCount at least ${shown}, by ${rows}`,
      got: String(totalCount),
      pointer: '/totalCount',
    };
    return;
  }
  const want = `${own} of ${totalCount} rows on page ${page} of ${pageSize}`;
  yield { part: 'count', want, got: String(items.length), pointer: '/items' };
}

function rowsInWords(list: KnownList, { filters, within, sorts }: ListRequest): string {
  const rules = [...within, ...filters];
  const rows = rules.length > 0 ? inWords(rules) : `all ${list.totalCount} rows`;
  return sorts.length > 0 ? `${rows}, sorted by ${sorts.map(({ field }) => field.name).join(', ')}` : rows;
}

const orderInWords = ({ sorts }: ListRequest) =>
  sorts.map(({ field, direction }) => `${field.name} ${direction}`).join(', ');
